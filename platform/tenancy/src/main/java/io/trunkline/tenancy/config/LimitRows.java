package io.trunkline.tenancy.config;

import io.trunkline.spi.Resource;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The amounts agreed with a tenant, as its file names and writes them: the same rows that
/// [io.trunkline.tenancy.limit.AgreedLimits] keeps.
final class LimitRows {

    private LimitRows() {}

    /// As in the file and in the installation's settings, for example `requests`.
    static String key(Resource resource) {
        return resource.name().toLowerCase(Locale.ROOT);
    }

    /// @param amount null for the usual one
    static void write(Handle handle, int tenant, Resource resource, @Nullable Long amount) {
        if (amount == null) {
            handle.execute(
                    "DELETE FROM trunkline.tenant_limit WHERE tenant_id = ? AND resource = ?",
                    tenant,
                    resource.name());
            return;
        }
        handle.execute(
                """
                INSERT INTO trunkline.tenant_limit (tenant_id, resource, amount) VALUES (?, ?, ?)
                ON CONFLICT (tenant_id, resource) DO UPDATE SET amount = excluded.amount
                """,
                tenant,
                resource.name(),
                amount);
    }
}
