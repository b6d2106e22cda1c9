package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.trunkline.tenancy.config.TenantConfigProblem.Fault;
import io.trunkline.tenancy.config.TenantConfigProblem.Term;
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
            found.add(problem(document, pointer, message));
        }
        found.sort(
                Comparator.comparingInt(TenantConfigProblem::line)
                        .thenComparing(TenantConfigProblem::toString));
        return found.stream().distinct().toList();
    }

    private TenantConfigProblem problem(
            YamlDocument document, String pointer, ValidationMessage message) {
        JsonNode rule = message.getSchemaNode();
        JsonNode parent = parent(message);
        return switch (message.getType()) {
            case "additionalProperties" ->
                    document.problem(
                            pointer,
                            Fault.UNKNOWN_KEY,
                            String.join(", ", names(parent.path("properties"))));
            case "propertyNames" -> document.problem(pointer, Fault.UNKNOWN_KEY, described(rule));
            case "required" -> document.problem(pointer, Fault.MISSING_KEY, message.getProperty());
            case "type" ->
                    document.problem(pointer, Fault.EXPECTED, type(rule, parent), found(message));
            case "enum" -> document.problem(pointer, Fault.ONE_OF, values(rule), found(message));
            case "pattern", "minimum" ->
                    document.problem(pointer, Fault.EXPECTED, described(parent), found(message));
            case "minItems" -> document.problem(pointer, Fault.TOO_FEW, rule.asText());
            case "minLength" -> document.problem(pointer, Fault.EMPTY);
            case "maxLength" -> document.problem(pointer, Fault.TOO_LONG, rule.asText());
            default -> document.problem(pointer, Fault.INVALID, message.getMessage());
        };
    }

    private JsonNode parent(ValidationMessage message) {
        String fragment = message.getSchemaLocation().getFragment().toString();
        int end = fragment.lastIndexOf('/');
        return end < 0 ? json : json.at(fragment.substring(0, end));
    }

    private static Term described(JsonNode rule) {
        return new Term(rule.path("description").asText());
    }

    private static Term type(JsonNode rule, JsonNode parent) {
        return parent.has("description") ? described(parent) : type(rule.asText());
    }

    private static Term type(String name) {
        return new Term(
                switch (name) {
                    case "string" -> "text";
                    case "integer" -> "a whole number";
                    case "boolean" -> "true or false";
                    case "array" -> "a list";
                    default -> "keys and values";
                });
    }

    private static Object found(ValidationMessage message) {
        JsonNode found = message.getInstanceNode();
        if (found == null || found.isNull() || found.isMissingNode()) {
            return new Term("nothing");
        }
        return found.isContainerNode()
                ? type(found.isArray() ? "array" : "object")
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
