package io.trunkline.tenancy.role.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.audit.Earlier;
import io.trunkline.tenancy.role.RoleDraft;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A role as an audit entry keeps it.
///
/// @param version it had when it was deleted; 0 where the entry does not say
/// @param limits of where and when, JSON, as they were when it was deleted; null for none
public record EarlierRole(String key, RoleDraft draft, int version, @Nullable String limits) {

    public static EarlierRole of(JsonNode state) {
        Map<String, FieldPolicy.Rule> fields = new TreeMap<>();
        state.path("fields")
                .properties()
                .forEach(field ->
                        fields.put(
                                field.getKey(), FieldPolicy.Rule.named(field.getValue().asText())));
        return new EarlierRole(
                state.path("key").asText(),
                new RoleDraft(
                        state.hasNonNull("name") ? state.get("name").asText() : null,
                        Earlier.texts(state.path("permissions")),
                        RowScope.Kind.valueOf(state.path("rows").asText().toUpperCase(Locale.ROOT)),
                        fields,
                        state.path("delegable").asBoolean()),
                state.path("version").asInt(),
                state.hasNonNull("limits") ? state.get("limits").toString() : null);
    }
}
