package io.trunkline.tenancy.tenant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A transaction over all rows of one tenant, whichever role owns the table: row security binds
/// each owner to the tenant, and lets it see every org unit of it.
final class TenantRows {

    private final Connection connection;

    /// @param connection of the migrator, in a transaction
    TenantRows(Connection connection, String coreOwner, int tenant) throws SQLException {
        this.connection = connection;
        become(coreOwner);
        set("trunkline.tenant", Integer.toString(tenant));
        set("trunkline.member", "");
        set("trunkline.own", "0");
        set("trunkline.units", "{}");
        set("trunkline.units", units(tenant));
    }

    /// As the owner of a table; the migrator may become each of them.
    void become(String owner) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL ROLE " + TenantTable.quoted(owner));
        }
    }

    private String units(int tenant) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT coalesce(array_agg(id), '{}')::text FROM trunkline.org_unit WHERE tenant_id = ?")) {
            statement.setInt(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void set(String name, String value) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT set_config(?, ?, true)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }
}
