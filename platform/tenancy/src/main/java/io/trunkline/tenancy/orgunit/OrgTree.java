package io.trunkline.tenancy.orgunit;

import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.OrgUnitChanged;
import io.trunkline.spi.OrgUnitChanged.Change;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Announcements;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.orgunit.internal.UnitRows;
import io.trunkline.tenancy.orgunit.internal.UnitRules;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Edits the current tenant's tree. Edits need the permission `org.edit`, which is good for the
/// whole tree, and are done one after the other. Moving a unit rewrites nothing but the unit: rows
/// name units by id, so who reaches them follows within the two seconds that [OrgUnits] keeps.
///
/// All throw [PluginException] with an [OrgUnitError], `NOT_FOUND`, or `STALE` when the unit was
/// changed since the version named.
@ApplicationScoped
public class OrgTree {

    private final TenantDatabase database;
    private final OrgUnits orgUnits;
    private final IdGenerator ids;
    private final Audit audit;
    private final Announcements announcements;
    private final Workload workload;

    @Inject
    public OrgTree(
            TenantDatabase database,
            OrgUnits orgUnits,
            IdGenerator ids,
            Audit audit,
            Announcements announcements,
            Workload workload) {
        this.database = database;
        this.orgUnits = orgUnits;
        this.ids = ids;
        this.audit = audit;
        this.announcements = announcements;
        this.workload = workload;
    }

    /// As it stands now: parents before children, siblings in their order.
    public List<UnitRecord> all() {
        int tenant = TenantRunner.current().tenant().id();
        return database.inTransaction(handle -> new UnitRows(handle, tenant).open());
    }

    public Optional<UnitRecord> find(long id) {
        return all().stream().filter(unit -> unit.id() == id).findFirst();
    }

    /// @param aliases other names of a district; empty for any other kind
    public UnitRecord create(long parentId, OrgUnit.Kind kind, String name, List<String> aliases) {
        String wanted = UnitRules.name(name);
        List<String> others = UnitRules.aliases(kind, aliases);
        long id = ids.next();
        return edit((handle, rows, all) -> {
            UnitRecord parent = required(all, parentId);
            UnitRules.checkKind(kind, parent.unit().kind());
            UnitRules.checkNames(all, null, kind, parentId, wanted, others);
            rows.insert(id, parentId, kind, wanted, others);
            record(handle, rows, "org-unit.create", id, null);
            announce(handle, id, Change.CREATED, null, parentId);
            return rows.find(id).orElseThrow();
        });
    }

    public UnitRecord rename(long id, int version, String name, List<String> aliases) {
        String wanted = UnitRules.name(name);
        return edit((handle, rows, all) -> {
            UnitRecord unit = required(all, id, version);
            List<String> others = UnitRules.aliases(unit.unit().kind(), aliases);
            if (unit.unit().name().equals(wanted) && unit.aliases().equals(others)) {
                return unit;
            }
            Long parent = unit.unit().parentId();
            if (parent != null) {
                UnitRules.checkNames(all, id, unit.unit().kind(), parent, wanted, others);
            }
            String before = rows.snapshot(id);
            rows.rename(id, wanted, others);
            record(handle, rows, "org-unit.update", id, before);
            announce(handle, id, Change.RENAMED, parent, parent);
            return rows.find(id).orElseThrow();
        });
    }

    /// Puts a unit, with all that is below it, under another one, or into another place among its
    /// siblings.
    ///
    /// @param position place among the siblings, from 0; null for the last
    public UnitRecord move(long id, int version, long parentId, @Nullable Integer position) {
        return edit((handle, rows, all) -> {
            UnitRecord unit = required(all, id, version);
            UnitRecord parent = required(all, parentId);
            Long above = unit.unit().parentId();
            if (above == null) {
                throw new PluginException(OrgUnitError.ROOT_FIXED);
            }
            UnitRules.checkNoCycle(all, id, parentId);
            UnitRules.checkKind(unit.unit().kind(), parent.unit().kind());
            UnitRules.checkNames(
                    all, id, unit.unit().kind(), parentId, unit.unit().name(), unit.aliases());
            String before = rows.snapshot(id);
            rows.place(id, parentId, position == null ? Integer.MAX_VALUE : position);
            record(handle, rows, "org-unit.move", id, before);
            if (!Objects.equals(above, parentId)) {
                announce(handle, id, Change.MOVED, above, parentId);
            }
            return rows.find(id).orElseThrow();
        });
    }

    /// Closes an empty unit. It is seen in no tree any more; what is past keeps naming it.
    ///
    /// @throws PluginException also [OrgUnitError#UNIT_NOT_EMPTY] saying what lies in it
    public void close(long id, int version) {
        close(id, version, "org-unit.close", UnaryOperator.identity());
    }

    /// @param told makes of the unit's state what the audit keeps of it afterwards
    void close(long id, int version, String action, UnaryOperator<String> told) {
        Session session = editor();
        if (find(id).isEmpty()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
        List<WorkCount> work = workload.inUnit(id);
        long customers = sum(work, true);
        long other = sum(work, false);
        edit(
                session,
                (handle, rows, all) -> {
                    UnitRecord unit = required(all, id, version);
                    if (unit.unit().parentId() == null) {
                        throw new PluginException(OrgUnitError.ROOT_FIXED);
                    }
                    long below =
                            all.stream()
                                    .filter(one -> Objects.equals(one.unit().parentId(), id))
                                    .count();
                    long members = rows.members(id);
                    if (below + members + customers + other > 0) {
                        throw new PluginException(
                                OrgUnitError.UNIT_NOT_EMPTY, below, members, customers, other);
                    }
                    String before = rows.snapshot(id);
                    rows.close(id);
                    audit.record(
                            handle, action, "org-unit", id, before, told.apply(rows.snapshot(id)));
                    announce(handle, id, Change.CLOSED, unit.unit().parentId(), null);
                    return true;
                });
    }

    private static long sum(List<WorkCount> work, boolean customers) {
        return work.stream()
                .filter(count -> count.isCustomers() == customers)
                .mapToLong(WorkCount::count)
                .sum();
    }

    <T> T edit(Edit<T> change) {
        return edit(editor(), change);
    }

    private <T> T edit(Session session, Edit<T> change) {
        int tenant = session.tenant().id();
        T result =
                database.inTransaction(handle -> {
                    UnitRows rows = new UnitRows(handle, tenant);
                    rows.lock();
                    return change.run(handle, rows, rows.open());
                });
        orgUnits.forget(tenant);
        return result;
    }

    private void record(
            Handle handle, UnitRows rows, String action, long id, @Nullable String before) {
        audit.record(handle, action, "org-unit", id, before, rows.snapshot(id));
    }

    void announce(
            Handle handle, long id, Change change, @Nullable Long before, @Nullable Long after) {
        announcements.publish(handle, new OrgUnitChanged(id, change, before, after));
    }

    private static UnitRecord required(List<UnitRecord> all, long id) {
        return all.stream()
                .filter(unit -> unit.id() == id)
                .findFirst()
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    private static UnitRecord required(List<UnitRecord> all, long id, int version) {
        UnitRecord unit = required(all, id);
        if (unit.version() != version) {
            throw new PluginException(StandardErrorCode.STALE);
        }
        return unit;
    }

    private static Session editor() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.ORG_EDIT);
        return session;
    }

    @FunctionalInterface
    interface Edit<T> {
        T run(Handle handle, UnitRows rows, List<UnitRecord> all);
    }
}
