package io.trunkline.pluginhost.internal.call;

/// Calls of one tenant into one generation, or several.
public record TenantCalls(long calls, long failures) {

    public static final TenantCalls NONE = new TenantCalls(0, 0);

    public TenantCalls plus(TenantCalls other) {
        return new TenantCalls(calls + other.calls, failures + other.failures);
    }

    public TenantCalls minus(TenantCalls other) {
        return new TenantCalls(calls - other.calls, failures - other.failures);
    }
}
