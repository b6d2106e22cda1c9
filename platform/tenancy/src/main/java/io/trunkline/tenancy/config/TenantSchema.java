package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Checks a file against `tenant.schema.json` and says what is expected instead.
final class TenantSchema {

    private final JsonNode json;
    private final JsonSchema schema;

    TenantSchema(JsonNode json) {
        this.json = json;
        this.schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(
                                json,
                                SchemaValidatorsConfig.builder()
                                        .pathType(PathType.JSON_POINTER)
                                        .build());
    }

    /// By line.
    List<TenantConfigProblem> check(YamlDocument document) {
        List<TenantConfigProblem> found = new ArrayList<>();
        for (ValidationMessage message : schema.validate(document.root())) {
            String place = message.getInstanceLocation().toString();
            String property = message.getProperty();
            boolean aboutKey =
                    property != null
                            && (message.getType().equals("additionalProperties")
                                    || message.getType().equals("propertyNames"));
            String pointer = aboutKey ? place + "/" + property.replace("/", "~1") : place;
            found.add(document.problem(pointer, path(pointer) + ": " + sentence(message)));
        }
        found.sort(
                Comparator.comparingInt(TenantConfigProblem::line)
                        .thenComparing(TenantConfigProblem::text));
        return found.stream().distinct().toList();
    }

    /// `/members/3/roles` as `members[3].roles`.
    static String path(String pointer) {
        String path =
                pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]")
                        .replace("/", ".")
                        .replace("~1", "/")
                        .replace("~0", "~");
        if (path.isEmpty()) {
            return "the file";
        }
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private String sentence(ValidationMessage message) {
        JsonNode rule = message.getSchemaNode();
        JsonNode parent = parent(message);
        return switch (message.getType()) {
            case "additionalProperties" ->
                    "unknown key; allowed here: "
                            + String.join(", ", names(parent.path("properties")));
            case "propertyNames" -> "unknown key; allowed here: " + pattern(rule, rule);
            case "required" -> "key " + message.getProperty() + " is missing";
            case "type" -> "expected " + type(rule, parent) + ", found " + found(message);
            case "enum" -> "expected one of " + values(rule) + ", found " + found(message);
            case "pattern", "minimum" ->
                    "expected " + pattern(rule, parent) + ", found " + found(message);
            case "minItems" -> "expected at least " + rule.asText() + " item";
            case "minLength" -> "expected text, found nothing";
            case "maxLength" -> "expected at most " + rule.asText() + " characters";
            default -> message.getMessage();
        };
    }

    private JsonNode parent(ValidationMessage message) {
        String fragment = message.getSchemaLocation().getFragment().toString();
        int end = fragment.lastIndexOf('/');
        return end < 0 ? json : json.at(fragment.substring(0, end));
    }

    private static String pattern(JsonNode rule, JsonNode parent) {
        return parent.path("description").asText("something like " + rule.asText());
    }

    private static String type(JsonNode rule, JsonNode parent) {
        if (parent.has("description")) {
            return parent.path("description").asText();
        }
        if (rule.isArray()) {
            List<String> kinds = new ArrayList<>();
            rule.forEach(kind -> kinds.add(type(kind.asText())));
            return String.join(" or ", kinds);
        }
        return type(rule.asText());
    }

    private static String type(String name) {
        return switch (name) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            default -> "keys and values";
        };
    }

    private static String found(ValidationMessage message) {
        JsonNode found = message.getInstanceNode();
        if (found == null || found.isNull() || found.isMissingNode()) {
            return "nothing";
        }
        return found.isContainerNode()
                ? (found.isArray() ? "a list" : "keys and values")
                : found.asText();
    }

    private static String values(JsonNode rule) {
        List<String> values = new ArrayList<>();
        rule.forEach(value -> values.add(value.asText()));
        return String.join(", ", values);
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
