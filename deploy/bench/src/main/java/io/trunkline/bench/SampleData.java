package io.trunkline.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Generated customers, skewed as real tenants are: 70 % belong to one tenant, 20 % to a second,
/// the rest to a hundred small ones. Written by the superuser, past the product: what is measured
/// is reading and working it.
final class SampleData {

    static final String LARGE = "zhengzhou";
    static final String MEDIUM = "wuhan";
    private static final int SMALL_TENANTS = 100;
    private static final long FIRST_SMALL_TENANT = 100_000;

    /// Ids that no other number in a statement contains, so that a recorded one can be replaced.
    static final long FIRST_CUSTOMER = 5_100_000_000_000_000L;

    private final Connection superuser;

    SampleData(Connection superuser) {
        this.superuser = superuser;
    }

    /// @param customers of all tenants together
    void load(long customers) throws SQLException {
        execute("SET synchronous_commit = off");
        addSmallTenants();
        fill(tenant(LARGE), customers * 7 / 10);
        fill(tenant(MEDIUM), customers * 2 / 10);
        for (int i = 0; i < SMALL_TENANTS; i++) {
            fill(FIRST_SMALL_TENANT + i, customers / 10 / SMALL_TENANTS);
        }
        settle();
    }

    /// Statistics and visibility as they are some minutes after a large change.
    void settle() throws SQLException {
        execute("VACUUM ANALYZE trunkline.customer, trunkline.customer_phone");
    }

    long tenant(String key) throws SQLException {
        return number("SELECT id FROM trunkline.tenant WHERE key = ?", key);
    }

    /// The phone of the n-th customer of a tenant, from 0.
    static String phone(long n) {
        return "+86" + (13_800_000_000L + n);
    }

    private void addSmallTenants() throws SQLException {
        for (int i = 0; i < SMALL_TENANTS; i++) {
            long id = FIRST_SMALL_TENANT + i;
            execute(
                    "INSERT INTO trunkline.tenant (id, key, name, locale, zone) VALUES (%d, 'small-%d', 'Small %d', 'zh-CN', 'Asia/Shanghai')"
                            .formatted(id, i, i));
            execute(
                    "INSERT INTO trunkline.org_unit (tenant_id, id, kind, name, position) VALUES (%d, 1, 'city', 'Small %d', 0)"
                            .formatted(id, i));
        }
    }

    /// Customers lie in the tenant's districts; where it has none, at its root.
    void fill(long tenant, long count) throws SQLException {
        String units =
                "(SELECT array_agg(id ORDER BY id) FROM trunkline.org_unit u WHERE tenant_id = %d AND (kind = 'district' OR NOT EXISTS (SELECT FROM trunkline.org_unit d WHERE d.tenant_id = u.tenant_id AND d.kind = 'district')))"
                        .formatted(tenant);
        execute(
                """
                INSERT INTO trunkline.customer (tenant_id, id, external_number, name, org_unit_id,
                    agreement_type, agreement_end, monthly_charge, monthly_currency)
                SELECT %1$d, %4$d + n, 'B' || lpad(n::text, 10, '0'),
                       substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨', (n %% 16)::int + 1, 1) || '客户' || n,
                       units[n %% cardinality(units) + 1],
                       'fusion', DATE '2026-06-01' + (n %% 700)::int, 3000 + n %% 20000, 'CNY'
                  FROM generate_series(0, %2$d - 1) n, LATERAL (SELECT %3$s) AS u (units)
                """
                        .formatted(tenant, count, units, FIRST_CUSTOMER));
        execute(
                """
                INSERT INTO trunkline.customer_phone (tenant_id, id, customer_id, position, e164)
                SELECT %1$d, %3$d + n, %3$d + n, 0, '+86' || (13800000000 + n)
                  FROM generate_series(0, %2$d - 1) n
                """
                        .formatted(tenant, count, FIRST_CUSTOMER));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql, String argument) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("nothing found for " + argument);
                }
                return rows.getLong(1);
            }
        }
    }
}
