/// Why someone can or cannot see a customer.
@NullMarked
package io.trunkline.ui.explain;

import org.jspecify.annotations.NullMarked;
