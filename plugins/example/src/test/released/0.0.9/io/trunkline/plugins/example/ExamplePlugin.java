package io.trunkline.plugins.example;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.TrunklinePlugin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The release before: marks customers, and knows nothing of allowances.
public class ExamplePlugin implements TrunklinePlugin {

    private static final Permission VIEW = new Permission("example.view");
    private static final Permission EDIT = new Permission("example.edit");

    private final PluginContext context;

    public ExamplePlugin(PluginContext context) {
        this.context = context;
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(VIEW, EDIT);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(
                Route.get(
                        "/favourites",
                        VIEW,
                        Favourite[].class,
                        (session, request) ->
                                context.database().inTransaction(session, c -> list(session, c))),
                Route.post(
                        "/favourites",
                        EDIT,
                        FavouriteDraft.class,
                        Favourite.class,
                        (session, request) ->
                                context.database()
                                        .inTransaction(
                                                session, c -> mark(session, c, request.body()))));
    }

    private static Favourite[] list(TenantSession session, Connection connection)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT id, customer_id, note FROM favourite WHERE tenant_id = ? AND member_id = ?")) {
            query.setInt(1, session.tenant().id());
            query.setLong(2, session.actor().requireMember());
            List<Favourite> found = new ArrayList<>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Favourite(row.getLong(1), row.getLong(2), row.getString(3)));
                }
            }
            return found.toArray(Favourite[]::new);
        }
    }

    private Favourite mark(TenantSession session, Connection connection, FavouriteDraft draft)
            throws SQLException {
        long id = context.ids().next();
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO favourite (tenant_id, id, member_id, customer_id, note) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (tenant_id, member_id, customer_id) DO UPDATE SET note = excluded.note
                        """)) {
            insert.setInt(1, session.tenant().id());
            insert.setLong(2, id);
            insert.setLong(3, session.actor().requireMember());
            insert.setLong(4, draft.customerId());
            insert.setString(5, draft.note());
            insert.executeUpdate();
        }
        return new Favourite(id, draft.customerId(), draft.note());
    }
}
