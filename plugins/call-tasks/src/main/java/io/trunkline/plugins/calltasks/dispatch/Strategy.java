package io.trunkline.plugins.calltasks.dispatch;

/// How tasks are spread over agents. The text is `strategy.<name in lower case>`.
public enum Strategy {
    /// All to the one member named.
    BY_HAND,
    /// In turn, so that counts differ by at most one.
    ROUND_ROBIN,
    /// To who has the fewest open tasks, each time.
    LEAST_LOADED
}
