package io.trunkline.tenancy.position;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.position.internal.PositionRows;
import io.trunkline.tenancy.role.Administrators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The current tenant's positions. Who manages members sees them; changing one changes the rights
/// of everyone who holds it, in the same transaction, and needs `role.manage`.
@ApplicationScoped
public class Positions {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int LONGEST = 100;

    private final TenantDatabase database;
    private final IdGenerator ids;
    private final Audit audit;
    private final Administrators administrators;

    @Inject
    public Positions(
            TenantDatabase database, IdGenerator ids, Audit audit, Administrators administrators) {
        this.database = database;
        this.ids = ids;
        this.audit = audit;
        this.administrators = administrators;
    }

    /// By name; needs `member.manage` or `role.manage`.
    public List<Position> all() {
        Session session = TenantRunner.current();
        if (!session.may(CorePermissions.ROLE_MANAGE)) {
            session.require(CorePermissions.MEMBER_MANAGE);
        }
        return database.inTransaction(handle -> rows(handle, session).all());
    }

    /// @throws PluginException [PositionError]
    public Position create(String key, String name, Collection<Long> roleIds) {
        Session session = editor();
        if (!KEY.matcher(key).matches()) {
            throw new PluginException(PositionError.POSITION_KEY_INVALID);
        }
        String wanted = name(name);
        long id = ids.next();
        return database.inTransaction(handle -> {
            PositionRows rows = rows(handle, session);
            if (!rows.insert(id, key, wanted)) {
                throw new PluginException(PositionError.POSITION_KEY_TAKEN);
            }
            roles(rows, id, roleIds);
            audit.record(handle, "position.create", "position", id, null, rows.snapshot(id));
            return rows.find(id).orElseThrow();
        });
    }

    /// @throws PluginException [PositionError], `STALE`, `NOT_FOUND`
    public Position update(long id, int version, String name, Collection<Long> roleIds) {
        Session session = editor();
        String wanted = name(name);
        return database.inTransaction(handle -> {
            PositionRows rows = rows(handle, session);
            locked(rows, id, version);
            String before = rows.snapshot(id);
            Map<Long, String> heldBefore = rows.holders(id);
            rows.rename(id, wanted);
            roles(rows, id, roleIds);
            rows.giveToHolders(id);
            audit.record(handle, "position.update", "position", id, before, rows.snapshot(id));
            List<Audit.Entry> members = new ArrayList<>();
            rows.holders(id)
                    .forEach((member, after) -> {
                        String held = heldBefore.get(member);
                        if (!after.equals(held)) {
                            members.add(
                                    new Audit.Entry("member.roles", "member", member, held, after));
                        }
                    });
            audit.recordAll(handle, members);
            Position changed = rows.find(id).orElseThrow();
            administrators.requireOneLeft(handle);
            return changed;
        });
    }

    /// Removes a position that nobody holds.
    ///
    /// @throws PluginException [PositionError#POSITION_HELD], `STALE`, `NOT_FOUND`
    public void remove(long id, int version) {
        Session session = editor();
        database.inTransaction(handle -> {
            PositionRows rows = rows(handle, session);
            Position old = locked(rows, id, version);
            if (old.members() > 0) {
                throw new PluginException(PositionError.POSITION_HELD, old.members());
            }
            String before = rows.snapshot(id);
            rows.delete(id);
            audit.record(handle, "position.delete", "position", id, before, null);
            return true;
        });
    }

    /// The roles that go with a position, held as they are until the transaction ends; empty when
    /// there is no such position.
    public static Optional<List<Long>> rolesOf(Handle handle, int tenant, long id) {
        return new PositionRows(handle, tenant).lock(id).map(Position::roleIds);
    }

    private static void roles(PositionRows rows, long id, Collection<Long> roleIds) {
        Set<Long> wanted = Set.copyOf(roleIds);
        if (rows.setRoles(id, wanted) < wanted.size()) {
            throw new PluginException(PositionError.POSITION_ROLE_UNKNOWN);
        }
    }

    private static Position locked(PositionRows rows, long id, int version) {
        Position position =
                rows.lock(id).orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        if (position.version() != version) {
            throw new PluginException(StandardErrorCode.STALE);
        }
        return position;
    }

    private static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new PluginException(PositionError.POSITION_NAME_INVALID);
        }
        return name;
    }

    private static PositionRows rows(Handle handle, Session session) {
        return new PositionRows(handle, session.tenant().id());
    }

    private static Session editor() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.ROLE_MANAGE);
        return session;
    }
}
