/// The caller's reminders.
@NullMarked
package io.trunkline.rest.reminder;

import org.jspecify.annotations.NullMarked;
