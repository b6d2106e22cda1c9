package io.trunkline.tenancy.orgunit;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.spi.OrgUnitChanged.Change;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.audit.Earlier;
import io.trunkline.tenancy.orgunit.internal.UnitRows;
import io.trunkline.tenancy.orgunit.internal.UnitRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Puts an org unit back to what it was before an audit entry: name, other names, where it lay, and
/// whether it was open, under the rules of [OrgTree]. A unit that was closed was empty then, so it
/// comes back empty.
@ApplicationScoped
public class UnitRestores {

    private static final String ACTION = "org-unit.restore";

    private final OrgTree tree;
    private final Audit audit;

    @Inject
    public UnitRestores(OrgTree tree, Audit audit) {
        this.tree = tree;
        this.audit = audit;
    }

    /// The state that an entry keeps.
    private record State(
            String name,
            List<String> aliases,
            @Nullable Long parentId,
            int position,
            boolean closed) {

        static State of(JsonNode json) {
            return new State(
                    json.path("name").asText(),
                    Earlier.texts(json.path("aliases")),
                    json.hasNonNull("parent_id") ? json.get("parent_id").asLong() : null,
                    json.path("position").asInt(),
                    json.hasNonNull("closed_at"));
        }
    }

    /// @param version the unit's as the caller saw it, closed or not
    /// @return its name
    /// @throws PluginException an [OrgUnitError]; `STALE`; `NOT_FOUND`
    public String restore(Earlier earlier, int version) {
        TenantRunner.current().require(CorePermissions.ORG_EDIT);
        State state = State.of(earlier.json());
        if (state.closed()) {
            tree.close(earlier.objectId(), version, ACTION, earlier::named);
            return state.name();
        }
        return tree.edit((handle, rows, all) -> {
            UnitRecord unit =
                    rows.findEver(earlier.objectId())
                            .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
            if (unit.version() != version) {
                throw new PluginException(StandardErrorCode.STALE);
            }
            boolean closed = all.stream().noneMatch(open -> open.id() == unit.id());
            if (state.parentId() != null) {
                check(all, unit, state, state.parentId());
            }
            write(handle, rows, earlier, unit, state, closed);
            return state.name();
        });
    }

    private static void check(List<UnitRecord> all, UnitRecord unit, State state, long parentId) {
        UnitRecord parent =
                all.stream()
                        .filter(open -> open.id() == parentId)
                        .findFirst()
                        .orElseThrow(() -> new PluginException(OrgUnitError.HAD_PARENT_GONE));
        UnitRules.checkNoCycle(all, unit.id(), parentId);
        UnitRules.checkKind(unit.unit().kind(), parent.unit().kind());
        UnitRules.checkNames(
                all, unit.id(), unit.unit().kind(), parentId, state.name(), state.aliases());
    }

    private void write(
            Handle handle,
            UnitRows rows,
            Earlier earlier,
            UnitRecord unit,
            State state,
            boolean closed) {
        Long above = unit.unit().parentId();
        boolean renamed =
                !unit.unit().name().equals(state.name()) || !unit.aliases().equals(state.aliases());
        boolean moved = !Objects.equals(above, state.parentId());
        boolean placed = moved || closed || unit.position() != state.position();
        if (!renamed && !placed) {
            return;
        }
        String before = rows.snapshot(unit.id());
        if (closed) {
            rows.reopen(unit.id());
        }
        if (renamed) {
            rows.rename(unit.id(), state.name(), state.aliases());
        }
        if (placed && state.parentId() != null) {
            rows.place(unit.id(), state.parentId(), state.position());
        }
        audit.record(
                handle,
                ACTION,
                "org-unit",
                unit.id(),
                before,
                earlier.named(rows.snapshot(unit.id())));
        if (closed) {
            tree.announce(handle, unit.id(), Change.CREATED, null, state.parentId());
        } else if (moved) {
            tree.announce(handle, unit.id(), Change.MOVED, above, state.parentId());
        } else if (renamed) {
            tree.announce(handle, unit.id(), Change.RENAMED, above, above);
        }
    }
}
