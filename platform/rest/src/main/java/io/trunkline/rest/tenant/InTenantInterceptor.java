package io.trunkline.rest.tenant;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.RequestFacts;
import io.trunkline.tenancy.audit.SignInEntries;
import io.trunkline.tenancy.limit.TenantGate;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/// Opens the tenant around a resource's method.
@InTenant
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class InTenantInterceptor {

    private final RequestSession request;
    private final TenantGate gate;
    private final SignInEntries entries;
    private final CurrentVertxRequest http;

    @Inject
    InTenantInterceptor(
            RequestSession request,
            TenantGate gate,
            SignInEntries entries,
            CurrentVertxRequest http) {
        this.request = request;
        this.gate = gate;
        this.entries = entries;
        this.http = http;
    }

    @AroundInvoke
    Object inTenant(InvocationContext invocation) throws Exception {
        RequestFacts facts = new RequestFacts(RequestFacts.Channel.API, address(), null);
        return RequestFacts.<Object, Exception>call(facts, () -> asMember(invocation));
    }

    private Object asMember(InvocationContext invocation) throws Exception {
        return TenantRunner.<Object, Exception>call(
                request.open(),
                () -> {
                    gate.countRequest();
                    entries.byToken();
                    return gate.<Object, Exception>inPlace(invocation::proceed);
                });
    }

    private @Nullable String address() {
        SocketAddress remote = http.getCurrent().request().remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }
}
