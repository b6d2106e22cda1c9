package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The schema of the platform's own tables.
public final class CoreSchema {

    public static final String NAME = "trunkline";

    /// Tenancy's own tables; every database has them.
    public static final Changelog TENANCY =
            new Changelog() {
                @Override
                public int order() {
                    return 100;
                }

                @Override
                public String path() {
                    return "db/tenancy/changelog.yaml";
                }
            };

    private CoreSchema() {}

    /// Runs the changelogs in their order and writes the row policies.
    ///
    /// @param migrator a connection of the migrator's role in auto-commit
    /// @throws MigrationException when a change set fails
    public static void bringUpToDate(
            Connection migrator, Collection<? extends Changelog> changelogs, ClassLoader loader)
            throws SQLException {
        DatabaseRoles roles = DatabaseRoles.of(migrator);
        changelogs.stream()
                .sorted(Comparator.comparingInt(Changelog::order))
                .forEach(changelog ->
                        Migrations.run(
                                migrator, Migrations.Target.core(roles, changelog.path()), loader));
        RowSecurity.apply(migrator, NAME, roles.owner(), RowSecurity.Flavour.CORE, roles.serving());
    }

    /// Broken rules of the core schema, see [SchemaRules].
    public static List<String> violations(Connection connection) throws SQLException {
        DatabaseRoles roles = DatabaseRoles.of(connection);
        return SchemaRules.violations(
                connection, NAME, roles.owner(), RowSecurity.Flavour.CORE, roles.serving());
    }
}
