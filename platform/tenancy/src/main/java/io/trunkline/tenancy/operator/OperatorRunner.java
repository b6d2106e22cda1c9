package io.trunkline.tenancy.operator;

import io.trunkline.tenancy.TenantRunner;

/// The one holder of the current operator, as [TenantRunner] is of the current tenant's session.
public final class OperatorRunner {

    private static final ScopedValue<OperatorSession> CURRENT = ScopedValue.newInstance();

    private OperatorRunner() {}

    /// Runs the action as the operator.
    public static <T, E extends Exception> T call(
            OperatorSession session, TenantRunner.Action<T, E> action) throws E {
        return ScopedValue.where(CURRENT, session).call(action::run);
    }

    /// The operator of the call being handled.
    ///
    /// @throws IllegalStateException when there is none
    public static OperatorSession current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("no operator session is open here");
        }
        return CURRENT.get();
    }
}
