package io.trunkline.tenancy.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;

/// Limits as they are stored.
public final class AccessJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AccessJson() {}

    public static String write(AccessLimits limits) {
        ObjectNode node = JSON.createObjectNode();
        limits.addresses()
                .forEach(range ->
                        node.withArray("addresses")
                                .addObject()
                                .put("range", range.text())
                                .put("label", range.label()));
        limits.hours()
                .forEach(hours -> {
                    ObjectNode entry = node.withArray("hours").addObject();
                    hours.days().stream()
                            .sorted()
                            .forEach(day -> entry.withArray("days").add(day.name()));
                    entry.put("from", hours.from().toString())
                            .put("until", hours.until().toString());
                });
        if (limits.devices()) {
            node.put("devices", true);
        }
        return node.toString();
    }

    public static AccessLimits read(String json) {
        JsonNode node = parse(json);
        return limits(node);
    }

    /// @param json an array of limits
    public static List<AccessLimits> readAll(String json) {
        List<AccessLimits> all = new ArrayList<>();
        parse(json).forEach(node -> all.add(limits(node)));
        return all;
    }

    private static AccessLimits limits(JsonNode node) {
        List<AddressRange> addresses = new ArrayList<>();
        node.path("addresses")
                .forEach(range ->
                        addresses.add(
                                AddressRange.of(
                                        range.path("range").asText(),
                                        range.path("label").asText())));
        List<WorkingHours> hours = new ArrayList<>();
        node.path("hours")
                .forEach(entry -> {
                    List<DayOfWeek> days = new ArrayList<>();
                    entry.path("days").forEach(day -> days.add(DayOfWeek.valueOf(day.asText())));
                    hours.add(
                            WorkingHours.of(
                                    days,
                                    entry.path("from").asText(),
                                    entry.path("until").asText()));
                });
        boolean devices = node.path("devices").asBoolean();
        return addresses.isEmpty() && hours.isEmpty() && !devices
                ? AccessLimits.NONE
                : new AccessLimits(addresses, hours, devices);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored limits are not JSON", e);
        }
    }
}
