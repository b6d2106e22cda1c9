package io.trunkline.tenancy.role;

import io.quarkus.arc.All;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.role.internal.RoleTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The current tenant's roles. Whoever may manage roles is trusted with the whole tenant: she can
/// give herself any right, so every change is kept in the audit with what was before and after. The
/// only thing she cannot do is leave the tenant without an administrator.
///
/// A change counts for everyone's next request, within a second.
@ApplicationScoped
public class Roles {

    /// So that no list of roles needs pages.
    public static final int MOST = 200;

    private final TenantDatabase database;
    private final RoleTable table;
    private final PermissionCatalogue catalogue;
    private final List<FieldSource> fieldSources;
    private final Administrators administrators;
    private final IdGenerator ids;
    private final Audit audit;

    @Inject
    public Roles(
            TenantDatabase database,
            PermissionCatalogue catalogue,
            @All List<FieldSource> fieldSources,
            Administrators administrators,
            IdGenerator ids,
            Audit audit) {
        this.database = database;
        this.table = new RoleTable();
        this.catalogue = catalogue;
        this.fieldSources = List.copyOf(fieldSources);
        this.administrators = administrators;
        this.ids = ids;
        this.audit = audit;
    }

    /// Built-in ones first, then by age. At most [#MOST].
    public List<Role> all() {
        int tenant = manager().tenant().id();
        return database.inTransaction(handle -> table.all(handle, tenant));
    }

    public Optional<Role> find(long id) {
        int tenant = manager().tenant().id();
        return database.inTransaction(handle -> table.find(handle, tenant, id));
    }

    /// Those a member holds; for whoever manages roles or reads the audit.
    public List<Role> heldBy(long memberId) {
        int tenant = reader().tenant().id();
        return database.inTransaction(handle -> table.heldBy(handle, tenant, memberId));
    }

    /// What the tenant calls its own roles, by key; for whoever manages roles or reads the audit.
    public Map<String, String> ownNames() {
        int tenant = reader().tenant().id();
        Map<String, String> names = new HashMap<>();
        for (Role role : database.inTransaction(handle -> table.all(handle, tenant))) {
            if (role.name() != null) {
                names.put(role.key(), role.name());
            }
        }
        return names;
    }

    /// The fields a role can restrict.
    public List<KnownField> fields() {
        return fieldSources.stream().flatMap(source -> source.fields().stream()).toList();
    }

    /// @throws PluginException a [RoleError]
    public Role create(RoleDraft draft) {
        Session session = manager();
        check(draft, null);
        return database.inTransaction(handle -> {
            int tenant = session.tenant().id();
            if (table.count(handle, tenant) >= MOST) {
                throw new PluginException(RoleError.TOO_MANY_ROLES, MOST);
            }
            long id = ids.next();
            table.insert(handle, tenant, id, draft);
            Role role = table.find(handle, tenant, id).orElseThrow(Roles::absent);
            audit.record(handle, "role.create", "role", id, null, RoleTable.json(role));
            return role;
        });
    }

    /// A new role that grants what another one does.
    ///
    /// @throws PluginException a [RoleError], or `NOT_FOUND`
    public Role copy(long id, String name) {
        Role source = find(id).orElseThrow(Roles::absent);
        return create(
                source.draft()
                        .withName(name)
                        .withPermissions(
                                source.permissions().stream()
                                        .filter(key -> catalogue.find(key).isPresent())
                                        .toList()));
    }

    /// @param version the version the draft was made from
    /// @throws PluginException a [RoleError], `STALE` when someone changed it since, `NOT_FOUND`
    public Role update(long id, int version, RoleDraft draft) {
        Session session = manager();
        check(draft, find(id).orElseThrow(Roles::absent));
        return database.inTransaction(handle -> {
            int tenant = session.tenant().id();
            Role before = locked(handle, tenant, id, version);
            if (before.draft().equals(draft)) {
                return before;
            }
            table.update(handle, tenant, id, draft);
            Role after = table.find(handle, tenant, id).orElseThrow(Roles::absent);
            audit.record(
                    handle,
                    "role.update",
                    "role",
                    id,
                    RoleTable.json(before),
                    RoleTable.json(after));
            administrators.requireOneLeft(handle);
            return after;
        });
    }

    /// @throws PluginException [RoleError#ROLE_IN_USE], [RoleError#ROLE_BUILT_IN], `STALE`,
    ///   `NOT_FOUND`
    public void delete(long id, int version) {
        Session session = manager();
        database.inTransaction(handle -> {
            int tenant = session.tenant().id();
            Role role = locked(handle, tenant, id, version);
            if (role.builtIn()) {
                throw new PluginException(RoleError.ROLE_BUILT_IN);
            }
            String before = table.jsonWithLimits(handle, tenant, role);
            table.delete(handle, tenant, role);
            audit.record(handle, "role.delete", "role", id, before, null);
            return true;
        });
    }

    private Role locked(Handle handle, int tenant, long id, int version) {
        Role role = table.lock(handle, tenant, id).orElseThrow(Roles::absent);
        if (role.version() != version) {
            throw new PluginException(StandardErrorCode.STALE);
        }
        return role;
    }

    /// What the role has already may stay, although the plugin it belongs to is away.
    private void check(RoleDraft draft, @Nullable Role present) {
        boolean named = draft.name() != null || (present != null && present.builtIn());
        if (!named || (draft.name() != null && draft.name().length() > 100)) {
            throw new PluginException(RoleError.ROLE_NAME_INVALID);
        }
        Set<String> permissions = present == null ? Set.of() : new HashSet<>(present.permissions());
        draft.permissions().stream()
                .filter(key -> !permissions.contains(key) && catalogue.find(key).isEmpty())
                .findFirst()
                .ifPresent(key -> {
                    throw new PluginException(RoleError.PERMISSION_UNKNOWN, key);
                });
        Set<String> fields = new HashSet<>(present == null ? Set.of() : present.fields().keySet());
        fieldKeys().forEach(fields::add);
        draft.fields().keySet().stream()
                .filter(key -> !fields.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new PluginException(RoleError.FIELD_UNKNOWN, key);
                });
    }

    private Stream<String> fieldKeys() {
        return fields().stream().map(KnownField::key);
    }

    private static Session manager() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.ROLE_MANAGE);
        return session;
    }

    private static PluginException absent() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }

    private static Session reader() {
        Session session = TenantRunner.current();
        if (!session.may(CorePermissions.ROLE_MANAGE)) {
            session.require(CorePermissions.AUDIT_VIEW);
        }
        return session;
    }
}
