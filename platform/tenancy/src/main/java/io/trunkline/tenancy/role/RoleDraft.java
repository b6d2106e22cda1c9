package io.trunkline.tenancy.role;

import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.FieldPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What someone wants a role to be. The parts are those of [Role].
///
/// @param fields rules that are OPEN are the same as none
public record RoleDraft(
        @Nullable String name,
        Collection<String> permissions,
        RowScope.Kind scope,
        Map<String, FieldPolicy.Rule> fields,
        boolean delegable) {

    public RoleDraft {
        name = name == null || name.isBlank() ? null : name.strip();
        permissions = permissions.stream().distinct().sorted().toList();
        fields =
                fields.entrySet().stream()
                        .filter(rule -> rule.getValue() != FieldPolicy.Rule.OPEN)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, Map.Entry::getValue));
    }

    public RoleDraft withName(@Nullable String other) {
        return new RoleDraft(other, permissions, scope, fields, delegable);
    }

    public RoleDraft withPermissions(List<String> others) {
        return new RoleDraft(name, others, scope, fields, delegable);
    }
}
