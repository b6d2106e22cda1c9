/// `/api/v1/customers`.
@NullMarked
package io.trunkline.rest.customer;

import org.jspecify.annotations.NullMarked;
