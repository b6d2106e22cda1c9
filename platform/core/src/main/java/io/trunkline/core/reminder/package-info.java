/// What members asked to be reminded of.
@NullMarked
package io.trunkline.core.reminder;

import org.jspecify.annotations.NullMarked;
