package io.trunkline.tenancy.limit;

import io.trunkline.spi.Resource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much a tenant uses of one resource.
///
/// @param limit what it may use
/// @param used what it uses now or has used in this period; null where nobody counts it (requests
///   are counted by each node for itself)
/// @param until when counting begins anew; null for what is not counted over a time
public record Usage(Resource resource, long limit, @Nullable Long used, @Nullable Instant until) {}
