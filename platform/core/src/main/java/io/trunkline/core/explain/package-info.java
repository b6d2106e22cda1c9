/// Why someone can or cannot see a customer.
@NullMarked
package io.trunkline.core.explain;

import org.jspecify.annotations.NullMarked;
