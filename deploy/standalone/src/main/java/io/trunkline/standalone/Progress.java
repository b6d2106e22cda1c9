package io.trunkline.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/// Tells a person what is going on, a line a step.
public final class Progress {
    private final PrintStream out;
    private Instant since = Instant.now();
    private boolean open;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /// Makes one that says nothing.
    public static Progress silent() {
        return new Progress(new PrintStream(java.io.OutputStream.nullOutputStream()));
    }

    /// Begins a step; the line is ended by `done` or `note`.
    void step(String text) {
        since = Instant.now();
        open = true;
        out.printf("  %-52s ", text);
        out.flush();
    }

    void done() {
        note("%.1f s".formatted(Duration.between(since, Instant.now()).toMillis() / 1000.0));
    }

    void note(String text) {
        open = false;
        out.println(text);
        out.flush();
    }

    /// Ends the line of a step that came to nothing.
    void broken() {
        if (open) {
            note("");
        }
    }
}
