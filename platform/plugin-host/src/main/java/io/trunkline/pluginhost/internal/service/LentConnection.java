package io.trunkline.pluginhost.internal.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A connection whose transaction belongs to the platform: the plugin can neither end it nor close
/// it. Closing is ignored, because libraries close what they were handed.
final class LentConnection implements InvocationHandler {

    private static final ClassLoader LOADER = LentConnection.class.getClassLoader();

    private final Connection connection;

    private LentConnection(Connection connection) {
        this.connection = connection;
    }

    static Connection of(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        LOADER, new Class<?>[] {Connection.class}, new LentConnection(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                return null;
            }
            case "commit", "abort", "setAutoCommit", "setTransactionIsolation", "setReadOnly" ->
                    throw refused(method);
            case "rollback" -> {
                if (arguments == null) {
                    throw refused(method);
                }
            }
            case "unwrap" -> throw refused(method);
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {}
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static SQLException refused(Method method) {
        return new SQLException(
                "the transaction is the platform's: " + method.getName() + " is not for a plugin");
    }
}
