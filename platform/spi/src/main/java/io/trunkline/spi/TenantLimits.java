package io.trunkline.spi;

/// How much the session's tenant may use of what is shared.
@ProvidedByPlatform
public interface TenantLimits {

    /// What the tenant may use of it, in the resource's unit.
    long of(TenantSession session, Resource resource);

    /// Counts what is about to be used, all of it or nothing. For what is counted over a time:
    /// [Resource#EXPORTS] and [Resource#SMS].
    ///
    /// @param amount at least 1
    /// @throws PluginException `LIMIT_REACHED`, which tells the caller when to try again;
    ///   [StandardErrorCode#INSIDE_TRANSACTION] inside a plugin's transaction
    /// @throws IllegalArgumentException for a resource that is not counted over a time
    void take(TenantSession session, Resource resource, long amount);
}
