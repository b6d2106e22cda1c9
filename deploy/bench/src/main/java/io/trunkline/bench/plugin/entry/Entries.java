package io.trunkline.bench.plugin.entry;

import io.trunkline.bench.library.Words;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.TenantSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What clients write, each under numbers of its own. Nothing keeps a number from being there
/// twice: the benchmark wants to see it.
final class Entries {

    /// @param number counted by the client
    record Draft(int client, long number) {}

    record Kept(long id, int client, long number, String note) {}

    private static final String INSERT =
            "INSERT INTO entry (tenant_id, id, client, number, note) VALUES (?, ?, ?, ?, ?)";
    private static final String SELECT =
            "SELECT id, note FROM entry WHERE tenant_id = ? AND client = ? AND number = ?";

    private final PluginContext context;

    Entries(PluginContext context) {
        this.context = context;
    }

    Kept write(TenantSession session, Draft draft) {
        long id = context.ids().next();
        String note = Words.of(draft.client(), draft.number());
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                                insert.setInt(1, session.tenant().id());
                                insert.setLong(2, id);
                                insert.setInt(3, draft.client());
                                insert.setLong(4, draft.number());
                                insert.setString(5, note);
                                insert.executeUpdate();
                            }
                            return new Kept(id, draft.client(), draft.number(), note);
                        });
    }

    Kept read(TenantSession session, int client, long number) {
        return context.database()
                .inTransaction(session, connection -> read(session, connection, client, number));
    }

    private static Kept read(TenantSession session, Connection connection, int client, long number)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(1, session.tenant().id());
            select.setInt(2, client);
            select.setLong(3, number);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new PluginException(StandardErrorCode.NOT_FOUND);
                }
                return new Kept(row.getLong(1), client, number, row.getString(2));
            }
        }
    }
}
