package io.trunkline.rest.operator;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.rest.tenant.Caller;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/// Opens the operator's session around a resource's method.
@AsOperator
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 500)
class AsOperatorInterceptor {

    private final SecurityIdentity identity;
    private final Caller caller;

    @Inject
    AsOperatorInterceptor(SecurityIdentity identity, Caller caller) {
        this.identity = identity;
        this.caller = caller;
    }

    @AroundInvoke
    Object asOperator(InvocationContext invocation) throws Exception {
        if (!identity.hasRole("operator")) {
            throw new ForbiddenException();
        }
        return OperatorRunner.<Object, Exception>call(
                new OperatorSession(caller.username()), invocation::proceed);
    }
}
