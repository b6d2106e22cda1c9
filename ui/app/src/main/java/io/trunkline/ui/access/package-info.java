/// From where and when members may work.
@NullMarked
package io.trunkline.ui.access;

import org.jspecify.annotations.NullMarked;
