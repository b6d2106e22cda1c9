package io.trunkline.tenancy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.config.TenantPlans.Plan;
import io.trunkline.tenancy.database.MigratorConnections;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.tenancy.role.Administrators;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A file names whom it likes; who works on the platform is known to the identity provider alone.
final class OperatorsInFilesTest {

    private static final TenantFile NANYANG =
            new TenantFile(
                    "nanyang.yaml",
                    """
                    key: nanyang
                    name: Nanyang
                    locale: en
                    zone: Asia/Shanghai
                    organization:
                      name: Nanyang City
                      districts: [{name: North}]
                    members:
                      - {username: admin.nanyang, displayName: Administrator, unit: /, roles: [admin]}
                      - {username: olga, displayName: Olga, unit: North, roles: [agent]}
                    """);

    private final Provider provider = new Provider();
    private TenantPlans plans;

    @BeforeEach
    void install() throws Exception {
        Installation installation = Installation.fresh();
        TestDatabase database = installation.database();
        OperatorDatabase operators =
                new OperatorDatabase(
                        new MigratorConnections(
                                database.url(),
                                database.name() + "_migrator",
                                TestDatabase.PASSWORD));
        plans =
                new TenantPlans(
                        operators,
                        new OperatorAudit(installation.ids(), operators),
                        installation.ids(),
                        new Administrators(),
                        provider,
                        List.of());
    }

    @Test
    void oneInTheFileOfANewTenantIsNamedWithItsPlace() {
        Plan plan = plan(NANYANG);
        assertEquals(
                List.of(
                        "tenants/nanyang.yaml:10: members[1].username: expected an account of the"
                                + " tenant's people, olga works on the platform itself and joins no"
                                + " company"),
                plan.problems().stream().map(TenantConfigProblem::toString).toList());
        assertNull(plan.digest());
    }

    @Test
    void oneWhoIsAddedLaterIsFoundAndNobodyIsAskedForWhoIsThere() throws IOException {
        String acme = Files.readString(TestTenants.folder().resolve("tenants/acme.yaml"));
        String more =
                acme.replace(
                        "members:\n",
                        "members:\n  - {username: olga, displayName: Olga, unit: /, roles: [agent]}\n");
        Plan plan = plan(new TenantFile("acme.yaml", more));
        assertEquals("members[0].username", plan.problems().getFirst().place());
        assertEquals(List.of("olga"), provider.asked);
    }

    @Test
    void whileTheProviderIsAwayThePlanIsMadeAndApplyingFindsHer() {
        provider.away = true;
        Plan plan = plan(NANYANG);
        assertEquals(List.of(), plan.problems());
        String digest = plan.digest();
        assertNotNull(digest);
        assertEquals(List.of("admin.nanyang"), provider.asked, "not for everyone, each in vain");

        provider.away = false;
        PluginException refused = assertThrows(PluginException.class, () -> apply(NANYANG, digest));
        assertEquals(ConfigError.FILES_FAULTY, refused.code());
        assertEquals(1, refused.arguments().getFirst());

        provider.away = true;
        assertEquals(1, apply(NANYANG, digest).tenants().size());
    }

    private Plan plan(TenantFile file) {
        return OperatorRunner.call(
                new OperatorSession("root"), () -> plans.plan(List.of(file), null));
    }

    private Plan apply(TenantFile file, String digest) {
        return OperatorRunner.call(
                new OperatorSession("root"), () -> plans.apply(List.of(file), null, digest));
    }

    /// Knows Olga, who works on the platform.
    private static final class Provider extends KeptByHand {

        private final List<String> asked = new ArrayList<>();
        private boolean away;

        @Override
        public Optional<Account> find(String username) {
            asked.add(username);
            if (away) {
                throw new PluginException(StandardErrorCode.UNAVAILABLE);
            }
            return username.equals("olga")
                    ? Optional.of(new Account(username, "Olga", null, true, true))
                    : Optional.empty();
        }
    }
}
