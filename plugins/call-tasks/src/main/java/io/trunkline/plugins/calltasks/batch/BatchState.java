package io.trunkline.plugins.calltasks.batch;

/// Where a batch stands.
public enum BatchState {
    /// Its tasks are still being written; [Batches#resume] continues.
    FILLING,
    /// All tasks are written and wait for dispatch.
    READY,
    /// Its tasks are with the districts, except the unmatched.
    DISPATCHED,
    /// Ended; what was open is cancelled.
    CLOSED
}
