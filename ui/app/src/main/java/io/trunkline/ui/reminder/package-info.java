/// Asking to be reminded, and what was asked.
@NullMarked
package io.trunkline.ui.reminder;

import org.jspecify.annotations.NullMarked;
