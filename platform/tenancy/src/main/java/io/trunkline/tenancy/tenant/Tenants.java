package io.trunkline.tenancy.tenant;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.operator.OperatorDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tenants of the installation, for operators.
@ApplicationScoped
public class Tenants {

    private static final String LISTED =
            "SELECT * FROM trunkline.tenants_listed(:after, :matching, :states, :limit)";

    private final OperatorDatabase database;

    @Inject
    public Tenants(OperatorDatabase database) {
        this.database = database;
    }

    /// By key.
    ///
    /// @param after key the page begins behind; null for the first page
    /// @param matching part of name or key; null for all
    /// @param states those asked for; empty for all but tombstones
    public List<TenantFacts> list(
            @Nullable String after,
            @Nullable String matching,
            Collection<TenantState> states,
            int limit) {
        Collection<TenantState> wanted =
                states.isEmpty() ? EnumSet.complementOf(EnumSet.of(TenantState.DELETED)) : states;
        return database.inTransaction(handle ->
                listed(
                        handle,
                        after == null ? "" : after,
                        matching == null ? "" : matching,
                        wanted,
                        limit));
    }

    /// @throws PluginException `NOT_FOUND`
    public TenantFacts get(String key) {
        return database.inTransaction(handle -> find(handle, key).orElseThrow(Tenants::unknown));
    }

    static PluginException unknown() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }

    static Optional<TenantFacts> find(Handle handle, String key) {
        return listed(handle, "", key, EnumSet.allOf(TenantState.class), Integer.MAX_VALUE).stream()
                .filter(tenant -> tenant.key().equals(key))
                .findFirst();
    }

    private static List<TenantFacts> listed(
            Handle handle,
            String after,
            String matching,
            Collection<TenantState> states,
            int limit) {
        return handle.createQuery(LISTED)
                .bind("after", after)
                .bind("matching", matching)
                .bindArray("states", String.class, states.stream().map(TenantState::key).toList())
                .bind("limit", limit)
                .map((row, context) -> facts(row))
                .list();
    }

    private static TenantFacts facts(ResultSet row) throws SQLException {
        return new TenantFacts(
                row.getInt("id"),
                row.getString("key"),
                row.getString("name"),
                row.getString("short_name"),
                row.getString("accent"),
                row.getString("locale"),
                row.getString("zone"),
                TenantState.of(row.getString("state")),
                row.getString("state_reason"),
                instant(row, "state_at"),
                instant(row, "erase_after"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("organization_due"),
                row.getInt("version"),
                row.getLong("members"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
