package io.trunkline.spi;

/// Why something was refused. Each plugin has an enum of its own; the kind is mapped to an HTTP
/// status in one place, the text for people is `error.<plugin>.<name>` in the plugin's messages.
public interface ErrorCode {

    /// The enum constant's name, for example `TASK_NOT_HELD`.
    String name();

    Kind kind();

    enum Kind {
        /// The caller sent something that cannot be right (400).
        INVALID,
        /// There is no such thing, or not for this caller (404).
        NOT_FOUND,
        /// The caller may not do this here (403).
        FORBIDDEN,
        /// Someone else changed it first, or it is in another state by now (409).
        CONFLICT,
        /// A limit is reached; later it may work (429).
        LIMIT,
        /// A fault of the plugin or the platform (500).
        INTERNAL,
        /// Something needed is away for now (503).
        UNAVAILABLE
    }
}
