package io.trunkline.tenancy.member.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.audit.Earlier;
import io.trunkline.tenancy.member.MemberDraft;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.member.RoleOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A member as an audit entry keeps her.
public final class EarlierMember {

    private final JsonNode state;

    public EarlierMember(JsonNode state) {
        this.state = state;
    }

    public long orgUnitId() {
        return state.path("org_unit_id").asLong();
    }

    public boolean active() {
        return state.path("state").asText().equals("active");
    }

    public @Nullable Long positionId() {
        return state.hasNonNull("position_id") ? state.get("position_id").asLong() : null;
    }

    /// @param known the tenant's roles by id
    /// @param ofPosition the roles that go with her position now
    /// @throws PluginException [MemberError#HAD_ROLE_GONE]
    public MemberDraft draft(Map<Long, RoleOption> known, List<Long> ofPosition) {
        return new MemberDraft(
                state.path("display_name").asText(),
                orgUnitId(),
                positionId(),
                extraRoles(known, ofPosition),
                Earlier.texts(state.path("skills")),
                Earlier.texts(state.path("phones")),
                HoursJson.read(
                        state.hasNonNull("working_hours")
                                ? state.get("working_hours").toString()
                                : "{}"));
    }

    /// Entries of the first releases do not tell which roles came with the position: what goes with
    /// it now is taken for that.
    private List<Long> extraRoles(Map<Long, RoleOption> known, List<Long> ofPosition) {
        Map<String, RoleOption> byKey =
                known.values().stream()
                        .collect(Collectors.toMap(RoleOption::key, Function.identity()));
        boolean told = state.has("extraRoles");
        Set<Long> position = new HashSet<>(ofPosition);
        List<Long> roles = new ArrayList<>();
        for (String key : Earlier.texts(state.path(told ? "extraRoles" : "roles"))) {
            RoleOption role = byKey.get(key);
            if (role == null) {
                throw new PluginException(MemberError.HAD_ROLE_GONE, key);
            }
            if (told || !position.contains(role.id())) {
                roles.add(role.id());
            }
        }
        return List.copyOf(roles);
    }
}
