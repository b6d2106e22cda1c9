/// Finds out for which tenant a caller asks, and runs each operation as that tenant's member.
@NullMarked
package io.trunkline.rest.tenant;

import org.jspecify.annotations.NullMarked;
