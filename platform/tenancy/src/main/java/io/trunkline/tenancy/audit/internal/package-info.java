/// How the chain over a tenant's entries is made and checked.
@NullMarked
package io.trunkline.tenancy.audit.internal;

import org.jspecify.annotations.NullMarked;
