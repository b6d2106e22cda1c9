package io.trunkline.core.reminder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What to be reminded of.
///
/// @param note 1 to 500 characters
/// @param customerId a customer she may see; null for none
/// @param route where it leads when it is about no customer, for example `p/call-tasks/work`; empty
///   for nowhere
/// @param dueAt when, to the minute
public record ReminderDraft(String note, @Nullable Long customerId, String route, Instant dueAt) {}
