package io.trunkline.plugins.calltasks;

import io.trunkline.spi.Setting;
import java.util.List;

/// What a tenant may set.
public final class CallTasksSettings {

    /// Calls to a customer who does not answer, before the task is closed.
    public static final Setting<Integer> MAX_ATTEMPTS = Setting.integer("max-attempts", 3, 1, 20);

    /// Minutes until the next of these calls.
    public static final Setting<Integer> REDIAL_MINUTES =
            Setting.integer("redial-minutes", 120, 1, 10_080);

    /// First hour of the day in which customers are called.
    public static final Setting<Integer> FROM_HOUR = Setting.integer("from-hour", 8, 0, 23);

    /// The hour at which calling ends.
    public static final Setting<Integer> UNTIL_HOUR = Setting.integer("until-hour", 21, 1, 24);

    /// How many days ahead a call-back may be promised.
    public static final Setting<Integer> CALL_BACK_DAYS =
            Setting.integer("call-back-days", 30, 1, 365);

    public static final List<Setting<?>> ALL =
            List.of(MAX_ATTEMPTS, REDIAL_MINUTES, FROM_HOUR, UNTIL_HOUR, CALL_BACK_DAYS);

    private CallTasksSettings() {}
}
