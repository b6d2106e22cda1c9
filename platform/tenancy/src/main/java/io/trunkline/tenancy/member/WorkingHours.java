package io.trunkline.tenancy.member;

import io.trunkline.spi.PluginException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// When someone works, by the day of the week, in local times of the tenant's zone. A day without
/// spans is off.
///
/// @param days spans of each working day in their order
public record WorkingHours(Map<DayOfWeek, List<Span>> days) {

    public static final WorkingHours NONE = new WorkingHours(Map.of());

    private static final int MOST_SPANS = 4;

    /// @param until after `from`; the first minute that is free again
    public record Span(LocalTime from, LocalTime until) {}

    /// @throws PluginException [MemberError#HOURS_INVALID] naming the day where a span ends before
    ///   it starts, two overlap, or there are more than four
    public WorkingHours {
        Map<DayOfWeek, List<Span>> kept = new EnumMap<>(DayOfWeek.class);
        days.forEach((day, spans) -> {
            List<Span> ordered = new ArrayList<>(spans);
            ordered.sort(Comparator.comparing(Span::from));
            if (!ordered.isEmpty()) {
                check(day, ordered);
                kept.put(day, List.copyOf(ordered));
            }
        });
        days = Map.copyOf(kept);
    }

    private static void check(DayOfWeek day, List<Span> spans) {
        boolean wrong = spans.size() > MOST_SPANS;
        LocalTime free = LocalTime.MIN;
        for (Span span : spans) {
            wrong |= !span.from().isBefore(span.until()) || span.from().isBefore(free);
            free = span.until();
        }
        if (wrong) {
            throw new PluginException(MemberError.HOURS_INVALID, day.name());
        }
    }

    public List<Span> on(DayOfWeek day) {
        return days.getOrDefault(day, List.of());
    }
}
