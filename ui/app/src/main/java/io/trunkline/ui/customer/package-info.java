/// Customer list and customer page.
@NullMarked
package io.trunkline.ui.customer;

import org.jspecify.annotations.NullMarked;
