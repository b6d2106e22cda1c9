/// Events: written with the change they tell of, handed out at least once, in order for one
/// customer.
@NullMarked
package io.trunkline.core.event;

import org.jspecify.annotations.NullMarked;
