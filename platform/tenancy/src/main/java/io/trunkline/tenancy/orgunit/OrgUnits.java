package io.trunkline.tenancy.orgunit;

import io.trunkline.spi.Actor;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.Recent;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The current tenant's tree. Small and read often: cached for two seconds per tenant.
@ApplicationScoped
public class OrgUnits {

    private static final String QUERY =
            """
            SELECT id, parent_id, kind, name, aliases, closed_at IS NOT NULL AS closed FROM trunkline.org_unit
             WHERE tenant_id = :tenant ORDER BY position, id
            """;

    private final TenantDatabase database;
    private final Recent<Integer, UnitTree> trees = new Recent<>(Duration.ofSeconds(2));

    @Inject
    public OrgUnits(TenantDatabase database) {
        this.database = database;
    }

    /// Parents before children, siblings in their order.
    public List<OrgUnit> all() {
        return current().all();
    }

    public Optional<OrgUnit> find(long id) {
        return current().find(id);
    }

    /// The name of a unit that may have been closed: what is past still names it.
    public Optional<String> nameEver(long id) {
        return current().nameEver(id);
    }

    public OrgUnit root() {
        return current().root();
    }

    /// The unit and everything below it; empty when there is no such unit.
    public Set<Long> withDescendants(long id) {
        return current().withDescendants(id);
    }

    /// The district a text from a file means, by name or one of its other names; blanks are
    /// ignored.
    public Optional<OrgUnit> districtNamed(String text) {
        return current().districtNamed(text);
    }

    /// The district a unit lies in, or is; empty above the districts.
    public Optional<OrgUnit> districtOf(long id) {
        return current().districtAbove(id);
    }

    /// The tree was edited here: this node looks again at once.
    void forget(int tenant) {
        trees.forget(tenant);
    }

    /// Units of the whole tenant, for [Session#tenantWide].
    public Set<Long> allIds() {
        UnitTree tree = current();
        return tree.reach(RowScope.Kind.TENANT, tree.root().id());
    }

    /// The tree of a tenant no session is open for yet.
    public UnitTree tree(Tenant tenant) {
        return trees.get(
                tenant.id(), () -> TenantRunner.call(unscoped(tenant), () -> read(tenant.id())));
    }

    /// A session that reaches no unit: enough for what is tenant-wide.
    public static Session unscoped(Tenant tenant) {
        return new Session(
                tenant,
                new Actor(null, 0, "platform"),
                Set.of(),
                new RowScope(RowScope.Kind.TENANT, Set.of()),
                FieldPolicy.OPEN,
                Locale.ROOT,
                ZoneOffset.UTC);
    }

    private UnitTree current() {
        return trees.get(
                TenantRunner.current().tenant().id(),
                () -> read(TenantRunner.current().tenant().id()));
    }

    private UnitTree read(int tenant) {
        return database.inTransaction(handle ->
                new UnitTree(
                        handle.createQuery(QUERY)
                                .bind("tenant", tenant)
                                .map((row, context) -> entry(row))
                                .list()));
    }

    private static UnitTree.Entry entry(ResultSet row) throws SQLException {
        long parent = row.getLong("parent_id");
        Long parentId = row.wasNull() ? null : Long.valueOf(parent);
        return new UnitTree.Entry(
                new OrgUnit(
                        row.getLong("id"),
                        parentId,
                        OrgUnit.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("name")),
                List.of((String[]) row.getArray("aliases").getArray()),
                row.getBoolean("closed"));
    }
}
