package io.trunkline.rest.member;

import io.trunkline.rest.paging.Parameters;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.member.MemberDraft;
import io.trunkline.tenancy.member.WorkingHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a caller sends for a member: the whole of her, also for a change.
///
/// @param username and `mail`: of a new member only
/// @param roleIds those besides the position's
/// @param phones in any notation
/// @param hours by day, for example `{"MONDAY": ["08:30-12:00", "13:30-17:30"]}`, in the tenant's
///   zone
/// @param workMayStay true when she may move to another district although work waits for her
/// @param version of the member the change was made from; left out for a new one
public record MemberBody(
        @Nullable String username,
        @Nullable String mail,
        @Nullable String name,
        @Nullable String orgUnitId,
        @Nullable String positionId,
        @Nullable List<String> roleIds,
        @Nullable List<String> skills,
        @Nullable List<String> phones,
        @Nullable Map<String, List<String>> hours,
        @Nullable Boolean workMayStay,
        @Nullable Integer version) {

    MemberDraft draft() {
        Long unit = Parameters.id("orgUnitId", orgUnitId);
        if (unit == null) {
            throw Parameters.invalid("orgUnitId", "");
        }
        return new MemberDraft(
                name == null ? "" : name,
                unit,
                Parameters.id("positionId", positionId),
                ids("roleIds", roleIds),
                skills == null ? List.of() : skills,
                phones == null ? List.of() : phones,
                hours == null ? WorkingHours.NONE : read(hours));
    }

    static List<Long> ids(String field, @Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream()
                        .map(text -> Parameters.id(field, text))
                        .filter(Objects::nonNull)
                        .toList();
    }

    static int version(@Nullable Integer version) {
        if (version == null) {
            throw Parameters.invalid("version", "");
        }
        return version;
    }

    /// Working hours as the API writes them.
    static Map<String, List<String>> written(WorkingHours hours) {
        Map<String, List<String>> days = new TreeMap<>();
        hours.days()
                .forEach((day, spans) ->
                        days.put(
                                day.name(),
                                spans.stream()
                                        .map(span -> span.from() + "-" + span.until())
                                        .toList()));
        return days;
    }

    private static WorkingHours read(Map<String, List<String>> hours) {
        Map<DayOfWeek, List<WorkingHours.Span>> days = new EnumMap<>(DayOfWeek.class);
        hours.forEach((day, spans) ->
                days.put(
                        Parameters.constant("hours", day, DayOfWeek.class, DayOfWeek.MONDAY),
                        spans.stream().map(MemberBody::span).toList()));
        return new WorkingHours(days);
    }

    private static WorkingHours.Span span(String text) {
        int middle = text.indexOf('-');
        try {
            return new WorkingHours.Span(
                    LocalTime.parse(text.substring(0, middle).strip()),
                    LocalTime.parse(text.substring(middle + 1).strip()));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            PluginException wrong = Parameters.invalid("hours", text);
            wrong.addSuppressed(e);
            throw wrong;
        }
    }
}
