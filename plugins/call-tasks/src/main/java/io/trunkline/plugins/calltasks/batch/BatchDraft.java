package io.trunkline.plugins.calltasks.batch;

import io.trunkline.spi.CustomerFilter;
import java.time.Instant;

/// A batch to be made.
///
/// @param requestId made by the client, 1 to 64 characters: the same one again makes no second
///   batch
/// @param name 1 to 100 characters
/// @param customers whom to call; [CustomerFilter#ofImport] for those of an import
/// @param script what to say, empty for nothing, at most 10,000 characters
/// @param priority 1 low, 2 normal, 3 high
/// @param dueAt until when the calls are to be made
public record BatchDraft(
        String requestId,
        String name,
        CustomerFilter customers,
        String script,
        int priority,
        Instant dueAt) {

    public BatchDraft {
        script = script == null ? "" : script;
    }
}
