package io.trunkline.rest.limit;

import io.trunkline.spi.Resource;
import io.trunkline.tenancy.limit.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a tenant may use of one resource, and what it uses.
///
/// @param used null where nobody counts it
/// @param until when counting begins anew; null for what is held, not counted
public record UsageJson(
        Resource resource, long limit, @Nullable Long used, @Nullable Instant until) {

    public static UsageJson of(Usage usage) {
        return new UsageJson(usage.resource(), usage.limit(), usage.used(), usage.until());
    }
}
