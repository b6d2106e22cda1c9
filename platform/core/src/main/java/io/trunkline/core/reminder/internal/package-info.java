/// How reminders are kept and come due.
@NullMarked
package io.trunkline.core.reminder.internal;

import org.jspecify.annotations.NullMarked;
