package io.trunkline.plugins.calltasks.board;

/// Counts of tasks.
///
/// @param total all of them
/// @param unmatched whose district is not known
/// @param waiting not handed to an agent yet (not dispatched, or in the pool of a district or team)
/// @param assigned handed to an agent, not begun
/// @param inProgress an agent is at it
/// @param callBacks to be called again later
/// @param callBacksDue of these, the time has come
/// @param overdue open past their due time
/// @param done closed with an outcome
/// @param cancelled closed without one
/// @param called tried at least once
/// @param connected of these, someone was reached the last time
/// @param success done with an agreement
public record Totals(
        int total,
        int unmatched,
        int waiting,
        int assigned,
        int inProgress,
        int callBacks,
        int callBacksDue,
        int overdue,
        int done,
        int cancelled,
        int called,
        int connected,
        int success) {

    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Totals plus(Totals other) {
        return new Totals(
                total + other.total,
                unmatched + other.unmatched,
                waiting + other.waiting,
                assigned + other.assigned,
                inProgress + other.inProgress,
                callBacks + other.callBacks,
                callBacksDue + other.callBacksDue,
                overdue + other.overdue,
                done + other.done,
                cancelled + other.cancelled,
                called + other.called,
                connected + other.connected,
                success + other.success);
    }

    /// Not closed yet.
    public int open() {
        return total - done - cancelled;
    }
}
