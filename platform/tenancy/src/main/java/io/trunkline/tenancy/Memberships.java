package io.trunkline.tenancy;

import io.trunkline.spi.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tenants someone may choose from, with what helps her to choose. One look-up however many
/// they are.
@ApplicationScoped
public class Memberships {

    /// The order in which they are offered: what she used last first.
    private static final Comparator<Membership> LAST_USED =
            Comparator.comparing(
                    Membership::enteredAt, Comparator.nullsLast(Comparator.reverseOrder()));

    private final TenantDatabase database;

    @Inject
    public Memberships(TenantDatabase database) {
        this.database = database;
    }

    /// One tenant she is an active member of.
    ///
    /// @param active false while it is suspended: shown, but not to be entered
    /// @param unit name of the unit she belongs to
    /// @param roles names of her roles; of one that came with the product its key
    /// @param enteredAt when she last chose it; null for never
    /// @param straight whether she wants to get there without being asked
    public record Membership(
            Tenant tenant,
            boolean active,
            ZoneId zone,
            String unit,
            List<String> roles,
            @Nullable Instant enteredAt,
            boolean straight) {

        public Membership {
            roles = List.copyOf(roles);
        }
    }

    /// @param tenantKeys as her token names them
    /// @return those that know her, last used first, the rest by name
    public List<Membership> of(Collection<String> tenantKeys, String username) {
        if (tenantKeys.isEmpty()) {
            return List.of();
        }
        return database.withoutTenant(handle ->
                handle
                        .createQuery("SELECT * FROM trunkline.memberships_named(:keys, :username)")
                        .bindArray("keys", String.class, List.copyOf(tenantKeys))
                        .bind("username", username)
                        .map((row, context) -> read(row))
                        .list()
                        .stream()
                        .sorted(LAST_USED)
                        .toList());
    }

    private static Membership read(ResultSet row) throws SQLException {
        OffsetDateTime entered = row.getObject("entered_at", OffsetDateTime.class);
        return new Membership(
                new Tenant(
                        row.getInt("tenant_id"),
                        row.getString("tenant_key"),
                        row.getString("tenant_name")),
                row.getBoolean("tenant_active"),
                ZoneId.of(row.getString("zone")),
                row.getString("unit_name"),
                List.of((String[]) row.getArray("role_names").getArray()),
                entered == null ? null : entered.toInstant(),
                row.getBoolean("straight"));
    }
}
