package io.trunkline.tenancy;

import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.config.TenantConfigProblems;
import io.trunkline.tenancy.config.TenantProvisioning;
import io.trunkline.tenancy.database.CoreSchema;
import io.trunkline.tenancy.database.MigratorConnections;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Tenancy put together by hand over a database of its own, with the two test tenants.
public record Installation(
        TestDatabase database,
        TenantDatabase tenants,
        IdGenerator ids,
        OrgUnits orgUnits,
        Sessions sessions,
        Members members,
        ModuleSettings modules,
        Audit audit,
        TenantProvisioning provisioning,
        TenantConfigProblems problems) {

    public static Installation fresh() throws SQLException {
        Installation installation = empty();
        installation.provisioning.createMissing(TestTenants.folder());
        return installation;
    }

    public static Installation empty() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        try (Connection migrator = database.migrator()) {
            CoreSchema.bringUpToDate(
                    migrator,
                    List.of(CoreSchema.TENANCY),
                    Thread.currentThread().getContextClassLoader());
        }
        TenantDatabase tenants =
                new TenantDatabase(database.appDataSource(), database.workerDataSource());
        IdGenerator ids = new IdGenerator(database.appDataSource());
        OrgUnits orgUnits = new OrgUnits(tenants);
        TenantConfigProblems problems = new TenantConfigProblems();
        return new Installation(
                database,
                tenants,
                ids,
                orgUnits,
                new Sessions(tenants, orgUnits),
                new Members(tenants, orgUnits),
                new ModuleSettings(tenants),
                new Audit(ids),
                new TenantProvisioning(migrator(database), ids, problems),
                problems);
    }

    public Session session(String name, String tenant) {
        return sessions.member(tenant, TestTenants.username(name, tenant)).orElseThrow();
    }

    /// One transaction of the session.
    public <T> T as(Session session, TenantDatabase.Work<T, RuntimeException> work) {
        return TenantRunner.call(session, () -> tenants.inTransaction(work));
    }

    /// Changes something behind the platform's back.
    public void asSuperuser(String sql) throws SQLException {
        try (Connection connection = database.superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static MigratorConnections migrator(TestDatabase database) {
        return new MigratorConnections(
                database.url(), database.name() + "_migrator", TestDatabase.PASSWORD);
    }
}
