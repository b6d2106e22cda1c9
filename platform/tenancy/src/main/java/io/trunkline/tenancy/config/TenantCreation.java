package io.trunkline.tenancy.config;

import io.trunkline.spi.Ids;
import io.trunkline.tenancy.config.TenantDeclaration.Brand;
import io.trunkline.tenancy.config.TenantDeclaration.District;
import io.trunkline.tenancy.config.TenantDeclaration.Module;
import io.trunkline.tenancy.config.TenantDeclaration.Person;
import io.trunkline.tenancy.operator.OperatorDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes one new tenant, as the schema's owner, who is held to row security like everyone.
final class TenantCreation {

    private final Handle handle;
    private final Ids ids;
    private final TenantDeclaration declared;
    private final int tenant;
    private final Map<String, Long> units = new HashMap<>();
    private final Map<String, Long> roles = new HashMap<>();

    TenantCreation(Handle handle, Ids ids, TenantDeclaration declared) {
        this.handle = handle;
        this.ids = ids;
        this.declared = declared;
        this.tenant =
                handle.createQuery("SELECT nextval('trunkline.tenant_number')::int")
                        .mapTo(int.class)
                        .one();
    }

    /// @return the new tenant's id, empty when there is one of that key, of whatever state: of two
    ///   that create it at once the second waits for the first
    ///
    /// @param fromFile whether the file is to be compared with later; what no file made, a file's
    ///   silence does not remove
    Optional<Integer> run(boolean fromFile) {
        OperatorDatabase.enter(handle, tenant);
        int created =
                handle.execute(
                        """
                        INSERT INTO trunkline.tenant
                            (id, key, name, locale, zone, short_name, accent, organization_due)
                        VALUES (?, ?, ?, ?, ?, ?, ?, true) ON CONFLICT (key) DO NOTHING
                        """,
                        tenant,
                        declared.key(),
                        declared.name(),
                        declared.locale(),
                        declared.zone(),
                        declared.branding().shortName(),
                        declared.branding().accent());
        if (created == 0) {
            return Optional.empty();
        }
        fill();
        if (fromFile) {
            TenantApplication.remember(handle, tenant, TenantImage.of(declared), units, "platform");
        }
        return Optional.of(tenant);
    }

    private void fill() {
        handle.execute(
                "INSERT INTO trunkline.administration (tenant_id, changes) VALUES (?, 0)", tenant);
        handle.execute(
                "INSERT INTO trunkline.access_limit (tenant_id, role_id, limits, version) VALUES (?, 0, '{}', 0)",
                tenant);
        addTree();
        addRoles();
        declared.members().forEach(this::addMember);
        addModules();
        addBrands();
        declared.limits()
                .forEach((resource, amount) -> LimitRows.write(handle, tenant, resource, amount));
        handle.execute(
                """
                INSERT INTO trunkline.audit_entry (tenant_id, id, actor, action, object_type, object_id)
                VALUES (?, ?, 'platform', 'tenant.create', 'tenant', ?)
                """,
                tenant,
                ids.next(),
                tenant);
    }

    private void addBrands() {
        int position = 0;
        for (Brand brand : declared.brands()) {
            handle.execute(
                    "INSERT INTO trunkline.brand (tenant_id, key, name, position) VALUES (?, ?, ?, ?)",
                    tenant,
                    brand.key(),
                    brand.name(),
                    position++);
        }
    }

    private void addTree() {
        long city = addUnit("/", null, "city", declared.city(), List.of(), 0);
        int position = 0;
        for (District district : declared.districts()) {
            long id =
                    addUnit(
                            district.name(),
                            city,
                            "district",
                            district.name(),
                            district.aliases(),
                            position++);
            int place = 0;
            for (String team : district.teams()) {
                addUnit(district.name() + "/" + team, id, "team", team, List.of(), place++);
            }
        }
    }

    private long addUnit(
            String path,
            @Nullable Long parent,
            String kind,
            String name,
            List<String> aliases,
            int position) {
        long id = ids.next();
        handle.execute(
                """
                INSERT INTO trunkline.org_unit (tenant_id, id, parent_id, kind, name, aliases, position)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                tenant,
                id,
                parent,
                kind,
                name,
                aliases.toArray(String[]::new),
                position);
        units.put(path, id);
        return id;
    }

    private void addRoles() {
        declared.roles()
                .forEach((key, role) -> {
                    long id = ids.next();
                    handle.execute(
                            """
                            INSERT INTO trunkline.role
                                (tenant_id, id, key, name, permissions, row_scope, fields, delegable,
                                 built_in)
                            VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?)
                            """,
                            tenant,
                            id,
                            key,
                            role.name(),
                            role.permissions().toArray(String[]::new),
                            role.rows(),
                            role.fields().toString(),
                            role.delegable(),
                            role.builtIn());
                    roles.put(key, id);
                });
    }

    private void addMember(Person person) {
        long id = ids.next();
        handle.execute(
                """
                INSERT INTO trunkline.member (tenant_id, id, username, display_name, org_unit_id)
                VALUES (?, ?, ?, ?, ?)
                """,
                tenant,
                id,
                person.username(),
                person.displayName(),
                units.get(person.unit()));
        for (String role : person.roles()) {
            handle.execute(
                    "INSERT INTO trunkline.member_role (tenant_id, member_id, role_id) VALUES (?, ?, ?)",
                    tenant,
                    id,
                    roles.get(role));
        }
    }

    private void addModules() {
        int position = 0;
        for (Module module : declared.modules()) {
            handle.execute(
                    """
                    INSERT INTO trunkline.module (tenant_id, plugin_id, enabled, enabled_at, settings, position)
                    VALUES (?, ?, ?, CASE WHEN ? THEN now() END, CAST(? AS jsonb), ?)
                    """,
                    tenant,
                    module.pluginId(),
                    module.enabled(),
                    module.enabled(),
                    module.settings().toString(),
                    position++);
        }
    }
}
