/// Why someone can or cannot see a customer.
@NullMarked
package io.trunkline.rest.explain;

import org.jspecify.annotations.NullMarked;
