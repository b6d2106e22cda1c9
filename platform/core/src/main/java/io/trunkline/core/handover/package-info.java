/// A member's customers and work given to others, when she moves or leaves.
@NullMarked
package io.trunkline.core.handover;

import org.jspecify.annotations.NullMarked;
