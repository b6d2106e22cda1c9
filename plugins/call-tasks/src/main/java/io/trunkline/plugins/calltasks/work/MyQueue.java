package io.trunkline.plugins.calltasks.work;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent has before her.
///
/// @param held the task in front of her; null for none
/// @param callBacks her call-backs, due ones first, at most 50
/// @param assigned the tasks handed to her in the order they come up, at most 50
/// @param counts of all of them
public record MyQueue(
        @Nullable TaskItem held, List<TaskItem> callBacks, List<TaskItem> assigned, Counts counts) {

    /// @param callBacksDue her call-backs whose time has come
    /// @param callBacksLater her other call-backs
    /// @param assigned tasks handed to her
    /// @param teamPool tasks anyone of her team may take
    /// @param calledToday outcomes she recorded today, in the tenant's time zone
    /// @param connectedToday of these, someone was reached
    /// @param successToday of these, the customer agreed
    /// @param doneToday tasks she closed today
    public record Counts(
            int callBacksDue,
            int callBacksLater,
            int assigned,
            int teamPool,
            int calledToday,
            int connectedToday,
            int successToday,
            int doneToday) {}
}
