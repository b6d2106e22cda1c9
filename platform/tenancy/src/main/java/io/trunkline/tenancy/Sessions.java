package io.trunkline.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.spi.Actor;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.access.AccessJson;
import io.trunkline.tenancy.access.AccessLimits;
import io.trunkline.tenancy.access.Entrance;
import io.trunkline.tenancy.access.EntryLimits;
import io.trunkline.tenancy.access.OwnDevices;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.orgunit.UnitTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes sessions from what the database says of tenant, member and roles at this moment: what a
/// request is told may be a second old.
@ApplicationScoped
public class Sessions {

    private static final Duration AGE = Duration.ofSeconds(1);

    private final TenantDatabase database;
    private final OrgUnits orgUnits;
    private final ObjectMapper json = new ObjectMapper();
    private final Recent<Named, Optional<Entry>> members = new Recent<>(AGE);
    private final Recent<Integer, Session> platform = new Recent<>(AGE);

    @Inject
    public Sessions(TenantDatabase database, OrgUnits orgUnits) {
        this.database = database;
        this.orgUnits = orgUnits;
    }

    /// Active tenants among those a token names, in the order of their names.
    public List<Tenant> tenants(Collection<String> keys) {
        return database.withoutTenant(handle ->
                handle.createQuery(
                                "SELECT id, key, name FROM trunkline.tenants_named(:keys) WHERE state = 'active'")
                        .bindArray("keys", String.class, List.copyOf(keys))
                        .map((row, context) ->
                                new Tenant(
                                        row.getInt("id"),
                                        row.getString("key"),
                                        row.getString("name")))
                        .list());
    }

    /// The session of a signed-in member.
    ///
    /// @return empty when the tenant is not active, or the username is not an active member of it
    public Optional<Session> member(String tenantKey, String username) {
        return entry(tenantKey, username).map(Entry::session);
    }

    /// The same for someone who comes in from outside, by a request: her tenant's and roles' limits
    /// must let her.
    ///
    /// @param entrance the request comes in by
    /// @throws PluginException an [io.trunkline.tenancy.access.AccessError] saying from where or
    ///   when she may, or that her device was not approved
    public Optional<Session> entering(String tenantKey, String username, Entrance entrance) {
        Optional<Entry> entry = entry(tenantKey, username);
        entry.flatMap(found ->
                        found.limits().refusal(entrance, ZonedDateTime.now(found.session().zone())))
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return entry.map(Entry::session);
    }

    /// The next question about her is answered by the database.
    public void forget(String tenantKey, String username) {
        members.forget(new Named(tenantKey, username));
    }

    /// The limits a member stands under; none for someone who is not active.
    public EntryLimits limits(String tenantKey, String username) {
        // Not by way of a session: that reads the tree, and this is asked inside transactions too.
        return found(tenantKey, username)
                .map(Found::limits)
                .orElse(new EntryLimits(AccessLimits.NONE, List.of(), OwnDevices.NONE));
    }

    private Optional<Entry> entry(String tenantKey, String username) {
        return members.get(
                new Named(tenantKey, username),
                () ->
                        found(tenantKey, username)
                                .map(found -> new Entry(session(found), found.limits())));
    }

    /// The platform's own session over one tenant: every row, every field, every permission. The
    /// tenant may be suspended: work that was begun is brought to its end.
    ///
    /// @throws IllegalArgumentException when there is no such tenant
    public Session platform(int tenantId) {
        return platform.get(tenantId, () -> readPlatform(tenantId));
    }

    /// Ids of every active tenant.
    public List<Integer> activeTenants() {
        return database.withoutTenant(handle ->
                handle.createQuery("SELECT trunkline.active_tenants()")
                        .mapTo(Integer.class)
                        .list());
    }

    private Optional<Found> found(String tenantKey, String username) {
        return database.withoutTenant(handle ->
                handle.createQuery(
                                """
                                SELECT * FROM trunkline.member_entering(:tenant, :username),
                                              trunkline.member_devices(:tenant, :username)
                                """)
                        .bind("tenant", tenantKey)
                        .bind("username", username)
                        .map((row, context) -> Found.read(row, tenantKey))
                        .findOne());
    }

    private Session session(Found found) {
        RowScope.Kind kind = widest(found.scopes());
        Set<Long> reach = orgUnits.tree(found.tenant()).reach(kind, found.actor().orgUnitId());
        return new Session(
                found.tenant(),
                found.actor(),
                found.permissions(),
                new RowScope(kind, reach),
                fields(found.fields()),
                found.locale(),
                found.zone());
    }

    private Session readPlatform(int tenantId) {
        Session unscoped = OrgUnits.unscoped(new Tenant(tenantId, "", ""));
        return database.as(
                unscoped,
                handle ->
                        handle.createQuery(
                                        "SELECT key, name, locale, zone FROM trunkline.tenant WHERE id = :tenant")
                                .bind("tenant", tenantId)
                                .map((row, context) -> platform(row, tenantId))
                                .findOne()
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "there is no tenant " + tenantId)));
    }

    private Session platform(ResultSet row, int tenantId) throws SQLException {
        Tenant tenant = new Tenant(tenantId, row.getString("key"), row.getString("name"));
        UnitTree tree = orgUnits.tree(tenant);
        OrgUnit root = tree.root();
        return new Session(
                tenant,
                new Actor(null, root.id(), "platform"),
                Set.of(),
                new RowScope(RowScope.Kind.TENANT, tree.reach(RowScope.Kind.TENANT, root.id())),
                FieldPolicy.OPEN,
                Locale.forLanguageTag(row.getString("locale")),
                ZoneId.of(row.getString("zone")));
    }

    private static RowScope.Kind widest(List<String> kinds) {
        return kinds.stream()
                .map(kind -> RowScope.Kind.valueOf(kind.toUpperCase(Locale.ROOT)))
                .max(Enum::compareTo)
                .orElse(RowScope.Kind.OWN);
    }

    /// Of several roles the most open rule counts; a field that one of them leaves unnamed is open.
    private FieldPolicy fields(String rolesAsJson) {
        Map<String, FieldPolicy.Rule> merged = new HashMap<>();
        boolean first = true;
        for (JsonNode role : parse(rolesAsJson)) {
            Map<String, FieldPolicy.Rule> rules = new HashMap<>();
            role.properties()
                    .forEach(field -> rules.put(field.getKey(), rule(field.getValue().asText())));
            if (first) {
                merged.putAll(rules);
                first = false;
                continue;
            }
            merged.keySet().retainAll(rules.keySet());
            merged.replaceAll((field, rule) ->
                    rule.compareTo(rules.get(field)) <= 0 ? rule : rules.get(field));
        }
        return new FieldPolicy(merged);
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("field policy of a role is not JSON", e);
        }
    }

    private static FieldPolicy.Rule rule(String name) {
        return FieldPolicy.Rule.named(name);
    }

    /// @param fields the field policies of the roles, a JSON array
    private record Found(
            Tenant tenant,
            Actor actor,
            Set<String> permissions,
            List<String> scopes,
            String fields,
            Locale locale,
            ZoneId zone,
            EntryLimits limits) {

        static Found read(ResultSet row, String tenantKey) throws SQLException {
            return new Found(
                    new Tenant(row.getInt("tenant_id"), tenantKey, row.getString("tenant_name")),
                    new Actor(
                            row.getLong("member_id"),
                            row.getLong("org_unit_id"),
                            row.getString("display_name")),
                    Set.of((String[]) row.getArray("permissions").getArray()),
                    List.of((String[]) row.getArray("row_scopes").getArray()),
                    row.getString("fields"),
                    Locale.forLanguageTag(row.getString("locale")),
                    ZoneId.of(row.getString("zone")),
                    new EntryLimits(
                            AccessJson.read(row.getString("tenant_limits")),
                            AccessJson.readAll(row.getString("role_limits")),
                            new OwnDevices(
                                    row.getBoolean("machine"),
                                    Set.of((String[]) row.getArray("devices").getArray()))));
        }
    }

    private record Entry(Session session, EntryLimits limits) {}

    private record Named(String tenantKey, String username) {}
}
