package io.trunkline.server.matrix;

import io.quarkus.agroal.DataSource;
import io.trunkline.tenancy.TenantDatabase;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// The platform's database with the application's own predicates taken out of every statement: of
/// the tenant, of the units, of the owner. Their values are still bound, and decide nothing.
@Alternative
@Singleton
public class UncheckedDatabase extends TenantDatabase {

    private static final Pattern TENANT = Pattern.compile("(\\w+\\.)?tenant_id\\s*=\\s*\\?");
    private static final Pattern UNITS =
            Pattern.compile(
                    "(\\w+\\.)?org_unit_id\\s*=\\s*ANY\\s*\\(\\s*CAST\\(\\s*\\?\\s+AS\\s+bigint\\[]\\)\\s*\\)");
    private static final Pattern UNIT_BY_UNIT =
            Pattern.compile("(\\w+\\.)?org_unit_id\\s*=\\s*unit\\.id");
    private static final Pattern OWNER = Pattern.compile("\\w+\\.owner_id\\s*=\\s*\\?");

    private static final AtomicLong CHANGED = new AtomicLong();

    @Inject
    public UncheckedDatabase(
            javax.sql.DataSource app, @DataSource("worker") javax.sql.DataSource worker) {
        super(unchecked(app), unchecked(worker));
    }

    /// How many statements lost a predicate so far.
    static long changed() {
        return CHANGED.get();
    }

    static String without(String sql) {
        String changed = TENANT.matcher(sql).replaceAll("(CAST(? AS int) IS NOT NULL)");
        changed = UNITS.matcher(changed).replaceAll("(CAST(? AS bigint[]) IS NOT NULL)");
        changed = UNIT_BY_UNIT.matcher(changed).replaceAll("(unit.id IS NOT NULL)");
        changed = OWNER.matcher(changed).replaceAll("(CAST(? AS bigint) IS NOT NULL)");
        if (!changed.equals(sql)) {
            CHANGED.incrementAndGet();
        }
        return changed;
    }

    private static javax.sql.DataSource unchecked(javax.sql.DataSource source) {
        return proxy(
                javax.sql.DataSource.class,
                source,
                result -> result instanceof Connection connection ? unchecked(connection) : result);
    }

    private static Connection unchecked(Connection connection) {
        return proxy(Connection.class, connection, result -> result);
    }

    private static <T> T proxy(
            Class<T> type, T target, java.util.function.UnaryOperator<Object> back) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                arguments[0] = without((String) arguments[0]);
                            }
                            try {
                                return back.apply(method.invoke(target, arguments));
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
