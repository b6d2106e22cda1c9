package io.trunkline.tenancy.audit;

import io.trunkline.tenancy.TenantRunner;
import org.jspecify.annotations.Nullable;

/// How the work being done came about, for the entries it writes. Opened where a request enters;
/// work that nobody asked for just now (jobs, events) has none and counts as [Channel#JOB].
///
/// @param address of the caller as the server sees it; null for none
/// @param reason what the caller gave as her reason; null for none
public record RequestFacts(Channel channel, @Nullable String address, @Nullable String reason) {

    /// By which door an action came in. An entry that a plugin writes itself is of `PLUGIN`.
    public enum Channel {
        SCREEN,
        API,
        PLUGIN,
        JOB
    }

    private static final RequestFacts NONE = new RequestFacts(Channel.JOB, null, null);
    private static final ScopedValue<RequestFacts> CURRENT = ScopedValue.newInstance();

    /// Those of the request being handled.
    public static RequestFacts current() {
        return CURRENT.isBound() ? CURRENT.get() : NONE;
    }

    /// Runs the action as part of a request with these facts.
    public static <T, E extends Exception> T call(
            RequestFacts facts, TenantRunner.Action<T, E> action) throws E {
        return ScopedValue.where(CURRENT, facts).call(action::run);
    }

    /// The same request, with the reason the caller gave.
    public RequestFacts because(@Nullable String why) {
        return new RequestFacts(channel, address, why);
    }
}
