/// Who may see what, over everything the API answers: each operation is called by each role under
/// each field policy in two tenants, and what comes back is compared with [Model], which knows the
/// rules and none of the product's code.
@NullMarked
package io.trunkline.server.matrix;

import org.jspecify.annotations.NullMarked;
