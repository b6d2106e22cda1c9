package io.trunkline.rest.tenant;

import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.limit.TenantGate;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/// Opens the tenant around a resource's method.
@InTenant
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class InTenantInterceptor {

    private final RequestSession request;
    private final TenantGate gate;

    @Inject
    InTenantInterceptor(RequestSession request, TenantGate gate) {
        this.request = request;
        this.gate = gate;
    }

    @AroundInvoke
    Object inTenant(InvocationContext invocation) throws Exception {
        return TenantRunner.<Object, Exception>call(
                request.open(),
                () -> {
                    gate.countRequest();
                    return gate.<Object, Exception>inPlace(invocation::proceed);
                });
    }
}
