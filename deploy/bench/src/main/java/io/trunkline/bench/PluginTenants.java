package io.trunkline.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tenants whose supervisors use the plugin `bench`.
final class PluginTenants {

    static final List<String> KEYS = List.of(SampleData.LARGE, SampleData.MEDIUM);

    private PluginTenants() {}

    /// Enables it; that holds two seconds later.
    static void enable(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(
                    """
                    UPDATE trunkline.role SET permissions = array_append(permissions, 'bench.use')
                     WHERE key = 'supervisor'
                    """);
            statement.execute(
                    """
                    INSERT INTO trunkline.module (tenant_id, plugin_id, enabled, enabled_at, settings, position)
                    SELECT id, 'bench', true, now(), '{}', 99 FROM trunkline.tenant
                    """);
        }
    }
}
