package io.trunkline.tenancy.audit;

import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.tenancy.job.JobsConfig;
import io.trunkline.testing.TestTenants;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fresh installation whose audit is written, sealed, tampered with and verified.
record Trail(Installation installation, Jobs jobs, AuditVerification verification) {

    static Trail fresh() throws SQLException {
        Installation installation = Installation.fresh();
        Retention retention = new Retention(installation.tenants(), installation.audit());
        Jobs jobs =
                new Jobs(
                        installation.database().workerDataSource(),
                        installation.tenants(),
                        installation.sessions(),
                        List.of(
                                new AuditSealJob(
                                        installation.tenants(),
                                        installation.database().workerDataSource()),
                                new AuditRetentionJob(
                                        installation.tenants(), retention, installation.ids())),
                        List.of(),
                        new Off());
        return new Trail(installation, jobs, new AuditVerification(installation.tenants()));
    }

    int tenant(String key) {
        return session("supervisor", key).tenant().id();
    }

    Session session(String name, String tenant) {
        return installation.session(name, tenant);
    }

    /// Entries `note.1`, `note.2`… of one member.
    void write(String tenant, int count) {
        for (int number = 1; number <= count; number++) {
            String action = "note." + number;
            installation.as(
                    session("supervisor", tenant),
                    handle -> {
                        installation.audit().record(handle, action, "note", 7, "{\"b\":1}", "{}");
                        return true;
                    });
        }
    }

    /// Entries of four years ago in place of all that Acme and Globex have.
    void writeOld(int count) throws SQLException {
        tamper("TRUNCATE trunkline.audit_entry");
        tamper(
                """
                INSERT INTO trunkline.audit_entry (tenant_id, id, at, actor, action, object_type, object_id)
                SELECT :acme, n, now() - interval '4 years' + n * interval '1 minute', 'x', 'old', 'note', 7
                  FROM generate_series(1, %d) n
                """
                        .formatted(count));
    }

    void expire() {
        jobs.run(AuditRetentionJob.NAME);
    }

    void seal() {
        jobs.run(AuditSealJob.NAME);
    }

    Verification verify(String tenant) {
        return verify(tenant, null);
    }

    Verification verify(String tenant, AuditVerification.@Nullable Kept kept) {
        return TenantRunner.call(session("admin", tenant), () -> verification.verify(kept));
    }

    /// The first column of each row, asked past row security.
    List<String> texts(String sql) throws SQLException {
        try (Connection connection = installation.database().superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(texts(sql).getFirst());
    }

    /// @return the id of the entry at a position of Acme's chain
    long entryAt(long position) throws SQLException {
        return number(
                "SELECT entry_id FROM trunkline.audit_seal WHERE tenant_id = %d AND position = %d"
                        .formatted(tenant(TestTenants.ACME), position));
    }

    /// In Acme's rows, as someone who owns the database would.
    void tamper(String sql) throws SQLException {
        installation.asSuperuser(sql.replace(":acme", "" + tenant(TestTenants.ACME)));
    }

    private record Off() implements JobsConfig {
        @Override
        public boolean enabled() {
            return false;
        }

        @Override
        public Duration pollInterval() {
            return Duration.ofSeconds(1);
        }
    }
}
