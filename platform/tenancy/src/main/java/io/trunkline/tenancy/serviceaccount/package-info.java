/// Clients of the API that are no people: made, given new secrets and revoked by the tenant itself.
@NullMarked
package io.trunkline.tenancy.serviceaccount;

import org.jspecify.annotations.NullMarked;
