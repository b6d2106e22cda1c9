package io.trunkline.plugins.calltasks.work;

import io.trunkline.spi.ContactRecorded.Tone;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Coded outcome of a call, chosen by its number key. The text is `disposition.<key>`.
public enum Disposition {
    AGREED(1, After.CLOSE, true, Tone.GOOD),
    REFUSED(2, After.CLOSE, true, Tone.BAD),
    CALL_BACK(3, After.CALL_BACK, true, Tone.WAITING),
    NO_ANSWER(4, After.REDIAL, false, Tone.NEUTRAL),
    BUSY(5, After.REDIAL, false, Tone.NEUTRAL),
    WRONG_NUMBER(6, After.CLOSE, false, Tone.BAD),
    HANDLED_ELSEWHERE(7, After.CLOSE, true, Tone.NEUTRAL),
    DEMAND(8, After.CLOSE, true, Tone.WAITING),
    DO_NOT_DISTURB(9, After.CLOSE, true, Tone.BAD);

    /// What becomes of the task.
    public enum After {
        CLOSE,
        /// Called again at the time the agent names.
        CALL_BACK,
        /// Called again after the tenant's redial minutes, until the tenant's attempts are used up.
        REDIAL
    }

    private final int digit;
    private final After after;
    private final boolean connected;
    private final Tone tone;

    Disposition(int digit, After after, boolean connected, Tone tone) {
        this.digit = digit;
        this.after = after;
        this.connected = connected;
        this.tone = tone;
    }

    /// The number key, 1 to 9.
    public int digit() {
        return digit;
    }

    public After after() {
        return after;
    }

    /// Whether someone was reached.
    public boolean connected() {
        return connected;
    }

    public Tone tone() {
        return tone;
    }

    /// As stored, in events and in text keys: lower case, for example `no_answer`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Keys of the outcomes by which someone was reached.
    public static List<String> connectedKeys() {
        return Arrays.stream(values())
                .filter(Disposition::connected)
                .map(Disposition::key)
                .toList();
    }

    public static Disposition of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    public static @Nullable Disposition ofNullable(@Nullable String key) {
        return key == null ? null : of(key);
    }
}
