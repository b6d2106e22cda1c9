package io.trunkline.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the tenant that is asked for presents itself to its own people.
@ApplicationScoped
public class Brandings {

    private static final Duration AGE = Duration.ofSeconds(2);

    private final TenantDatabase database;
    private final Recent<Integer, Branding> brandings = new Recent<>(AGE);

    @Inject
    public Brandings(TenantDatabase database) {
        this.database = database;
    }

    /// @param shortName for narrow places; null for the name itself
    /// @param accent `#RRGGBB`; null for the product's
    public record Branding(@Nullable String shortName, @Nullable String accent) {}

    /// Of the session's tenant, at most two seconds old.
    public Branding current() {
        int tenant = TenantRunner.current().tenant().id();
        return brandings.get(tenant, () -> read(tenant));
    }

    private Branding read(int tenant) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                "SELECT short_name, accent FROM trunkline.tenant WHERE id = :tenant")
                        .bind("tenant", tenant)
                        .map((row, context) ->
                                new Branding(row.getString("short_name"), row.getString("accent")))
                        .one());
    }
}
