package io.trunkline.plugins.calltasks.work;

import java.util.Locale;

/// Where a task stands. The text is `status.<key>`.
public enum TaskStatus {
    /// Its customer's district is known; its batch is not dispatched yet.
    NEW,
    /// Its customer's district is not known: a supervisor hands it to one.
    UNMATCHED,
    /// In the pool of a district or team.
    READY,
    /// Handed to an agent.
    ASSIGNED,
    /// An agent has it in front of her.
    IN_PROGRESS,
    /// To be called again at a time.
    CALLBACK,
    /// Closed with an outcome.
    DONE,
    /// Closed without one.
    CANCELLED;

    /// As stored and in text keys: lower case, for example `in_progress`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TaskStatus of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
