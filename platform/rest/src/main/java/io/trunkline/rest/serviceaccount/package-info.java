/// `/api/v1/service-accounts`.
@NullMarked
package io.trunkline.rest.serviceaccount;

import org.jspecify.annotations.NullMarked;
