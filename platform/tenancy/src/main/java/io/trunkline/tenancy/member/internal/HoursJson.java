package io.trunkline.tenancy.member.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.tenancy.member.WorkingHours;
import io.trunkline.tenancy.member.WorkingHours.Span;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Working hours as they lie in the database: `{"MONDAY": [["08:30", "12:00"]]}`.
final class HoursJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HoursJson() {}

    static String write(WorkingHours hours) {
        ObjectNode days = JSON.createObjectNode();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Span> spans = hours.on(day);
            if (!spans.isEmpty()) {
                ArrayNode list = days.putArray(day.name());
                spans.forEach(span ->
                        list.addArray().add(span.from().toString()).add(span.until().toString()));
            }
        }
        return days.toString();
    }

    static WorkingHours read(String text) {
        Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
        try {
            for (Map.Entry<String, JsonNode> day : JSON.readTree(text).properties()) {
                List<Span> spans = new ArrayList<>();
                for (JsonNode span : day.getValue()) {
                    spans.add(
                            new Span(
                                    LocalTime.parse(span.path(0).asText()),
                                    LocalTime.parse(span.path(1).asText())));
                }
                days.put(DayOfWeek.valueOf(day.getKey()), spans);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("working hours are not JSON", e);
        }
        return new WorkingHours(days);
    }
}
