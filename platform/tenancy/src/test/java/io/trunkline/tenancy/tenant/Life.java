package io.trunkline.tenancy.tenant;

import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.config.NewTenants;
import io.trunkline.tenancy.config.TenantDraft;
import io.trunkline.tenancy.config.TenantsConfig;
import io.trunkline.tenancy.database.MigratorConnections;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The life cycle put together by hand over an installation of its own.
record Life(
        Installation installation,
        OperatorDatabase database,
        OperatorAudit audit,
        Tenants tenants,
        TenantLife life) {

    private static final OperatorSession OPERATOR = new OperatorSession("olga");

    static Life fresh(Duration grace) throws SQLException {
        Installation installation = Installation.fresh();
        OperatorDatabase database = new OperatorDatabase(migrator(installation));
        OperatorAudit audit = new OperatorAudit(installation.ids(), database);
        TenantsConfig config = config(grace);
        KeptByHand identity = new KeptByHand();
        return new Life(
                installation,
                database,
                audit,
                new Tenants(database),
                new TenantLife(
                        database,
                        audit,
                        new NewTenants(installation.ids(), config),
                        identity,
                        new FirstInvitations(database, audit, identity, identity),
                        config));
    }

    static MigratorConnections migrator(Installation installation) {
        TestDatabase database = installation.database();
        return new MigratorConnections(
                database.url(), database.name() + "_migrator", TestDatabase.PASSWORD);
    }

    <T> T asOperator(TenantRunner.Action<T, RuntimeException> action) {
        return OperatorRunner.call(OPERATOR, action);
    }

    static TenantDraft draft(String key) {
        return new TenantDraft(
                key,
                "Branch " + key,
                "en",
                "Asia/Shanghai",
                List.of("Daoli"),
                List.of("example"),
                new TenantDraft.Administrator("admin." + key, "First of " + key, null));
    }

    TenantErasure erasure() {
        return new TenantErasure(
                migrator(installation), database, audit, tenants, new KeptByHand());
    }

    TenantExports exports(Path folder) {
        return new TenantExports(
                migrator(installation),
                database,
                audit,
                installation.ids(),
                config(Duration.ofDays(30), Optional.of(folder)));
    }

    private static TenantsConfig config(Duration grace) {
        return config(grace, Optional.empty());
    }

    private static TenantsConfig config(Duration grace, Optional<Path> exports) {
        return new TenantsConfig() {
            @Override
            public Optional<Path> folder() {
                return Optional.empty();
            }

            @Override
            public Duration grace() {
                return grace;
            }

            @Override
            public Optional<Path> exports() {
                return exports;
            }

            @Override
            public Duration exportsKept() {
                return Duration.ofDays(7);
            }
        };
    }
}
