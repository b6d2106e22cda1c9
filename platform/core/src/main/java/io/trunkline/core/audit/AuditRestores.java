package io.trunkline.core.audit;

import io.trunkline.core.audit.internal.EntryTable;
import io.trunkline.core.customer.CustomerBin;
import io.trunkline.core.customer.CustomerHistory;
import io.trunkline.core.customer.RestoredCustomer;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Earlier;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.member.MemberRestores;
import io.trunkline.tenancy.orgunit.UnitRestores;
import io.trunkline.tenancy.role.Role;
import io.trunkline.tenancy.role.RoleRestores;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes back what an entry tells of.
@ApplicationScoped
public class AuditRestores {

    private static final String CUSTOMER = "customer";
    private static final String ROLE = "role";
    private static final String MEMBER = "member";
    private static final String UNIT = "org-unit";
    private static final String DELETION = "customer.delete";

    /// Other entries about these keep something else than the whole of it.
    private static final Map<String, Set<String>> ACTIONS =
            Map.of(
                    ROLE,
                    Set.of("role.update", "role.delete", "role.restore"),
                    MEMBER,
                    Set.of(
                            "member.update",
                            "member.move",
                            "member.disable",
                            "member.enable",
                            "member.restore"),
                    UNIT,
                    Set.of(
                            "org-unit.update",
                            "org-unit.move",
                            "org-unit.close",
                            "org-unit.restore"));

    private final TenantDatabase database;
    private final CustomerBin bin;
    private final CustomerHistory history;
    private final RoleRestores roles;
    private final MemberRestores members;
    private final UnitRestores units;

    AuditRestores(
            TenantDatabase database,
            CustomerBin bin,
            CustomerHistory history,
            RoleRestores roles,
            MemberRestores members,
            UnitRestores units) {
        this.database = database;
        this.bin = bin;
        this.history = history;
        this.roles = roles;
        this.members = members;
        this.units = units;
    }

    /// Brings back what was deleted or closed, or gives what was changed the values it had before
    /// the entry: of a customer, those fields that the caller may write; of a role, a member or an
    /// org unit, all of it. Needs `audit.view` and `audit.restore`, and stands under the rules of
    /// an edit; of a role, a member or an org unit it needs the permission of one as well. Of a
    /// customer it does not: who puts a wrong edit right need not be one who edits.
    ///
    /// @param version of what is restored, as the caller saw it; does not count for what is gone
    /// @param workMayStay whether a member may leave her work behind where restoring moves her away
    ///   or shuts her out
    /// @throws PluginException `NOT_FOUND`; [AuditError#NOT_RESTORABLE]; [AuditError#IN_BIN];
    ///   `STALE` when someone changed it since; the errors of an edit
    public Restored restore(long entryId, int version, boolean workMayStay) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.AUDIT_VIEW);
        session.require(CorePermissions.AUDIT_RESTORE);
        EntryTable.Entry entry =
                database.inTransaction(handle -> EntryTable.find(handle, session, entryId))
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        String before = entry.before();
        if (before == null || !isRestorable(entry.item(), before)) {
            throw new PluginException(AuditError.NOT_RESTORABLE);
        }
        Earlier earlier =
                new Earlier(entryId, entry.item().action(), entry.item().objectId(), before);
        return switch (entry.item().objectType()) {
            case ROLE -> {
                Role role = roles.restore(earlier, version);
                yield new Restored(ROLE, role.id(), role.name(), null);
            }
            case MEMBER -> {
                MemberRecord member = members.restore(earlier, version, workMayStay);
                yield new Restored(MEMBER, member.id(), member.member().name(), null);
            }
            case UNIT ->
                    new Restored(UNIT, earlier.objectId(), units.restore(earlier, version), null);
            default -> {
                RestoredCustomer customer = customer(earlier, version);
                yield new Restored(
                        CUSTOMER, earlier.objectId(), customer.customer().name(), customer);
            }
        };
    }

    /// Whether the caller's permissions are enough to take back what an entry of this type tells
    /// of.
    public static boolean mayRestore(String objectType) {
        Session session = TenantRunner.current();
        Permission ofEdit =
                switch (objectType) {
                    case ROLE -> CorePermissions.ROLE_MANAGE;
                    case MEMBER -> CorePermissions.MEMBER_MANAGE;
                    case UNIT -> CorePermissions.ORG_EDIT;
                    default -> CorePermissions.AUDIT_RESTORE;
                };
        return session.may(CorePermissions.AUDIT_RESTORE) && session.may(ofEdit);
    }

    private RestoredCustomer customer(Earlier earlier, int version) {
        long customer = earlier.objectId();
        if (earlier.action().equals(DELETION)) {
            return bin.restore(customer);
        }
        if (bin.holds(customer)) {
            throw new PluginException(AuditError.IN_BIN);
        }
        return history.restore(customer, version, earlier.state());
    }

    static boolean isRestorable(AuditItem item, @Nullable String before) {
        return before != null
                && item.source().equals(EntryTable.PLATFORM)
                && (item.objectType().equals(CUSTOMER)
                        || ACTIONS.getOrDefault(item.objectType(), Set.of())
                                .contains(item.action()));
    }
}
