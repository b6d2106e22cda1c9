/// The bell in the frame: what is new, told to open pages as it happens.
@NullMarked
package io.trunkline.ui.notification;

import org.jspecify.annotations.NullMarked;
