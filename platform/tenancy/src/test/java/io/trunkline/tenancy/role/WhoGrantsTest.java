package io.trunkline.tenancy.role;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.spi.Member;
import io.trunkline.spi.Permission;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WhoGrantsTest {

    private Installation installation;
    private WhoGrants who;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        who =
                new WhoGrants(
                        installation.tenants(), installation.members(), installation.orgUnits());
    }

    @Test
    void whoLacksAPermissionIsToldOfHerOwnTenantsRolesAndPeople() {
        Roles roles =
                new Roles(
                        installation.tenants(),
                        new PermissionCatalogue(List.of()),
                        List.of(),
                        new Administrators(),
                        installation.ids(),
                        installation.audit());
        TenantRunner.call(
                installation.session("admin", TestTenants.ACME),
                () ->
                        roles.create(
                                new RoleDraft(
                                        "Keepers",
                                        List.of("tenant.settings"),
                                        RowScope.Kind.TENANT,
                                        Map.of(),
                                        false)));
        WhoGrants.Answer ours = asked(TestTenants.ACME, CorePermissions.TENANT_SETTINGS);
        assertEquals("admin", ours.roles().getFirst().key());
        assertEquals("Keepers", ours.roles().getLast().name());
        assertEquals(List.of("admin.acme"), names(ours));
        WhoGrants.Answer theirs = asked(TestTenants.GLOBEX, CorePermissions.TENANT_SETTINGS);
        assertEquals(
                List.of("admin"), theirs.roles().stream().map(WhoGrants.NamedRole::key).toList());
        assertEquals(List.of("admin.globex"), names(theirs));
        assertEquals(List.of(), asked(TestTenants.ACME, new Permission("nobody.has-it")).roles());

        List<Permission> some =
                List.of(CorePermissions.TENANT_SETTINGS, new Permission("nobody.has-it"));
        assertEquals(Map.of("tenant.settings", ours.roles()), roles(TestTenants.ACME, some));
        assertEquals(Map.of("tenant.settings", theirs.roles()), roles(TestTenants.GLOBEX, some));
        assertEquals(Map.of(), roles(TestTenants.ACME, List.of()));
    }

    private Map<String, List<WhoGrants.NamedRole>> roles(
            String tenant, List<Permission> permissions) {
        return TenantRunner.call(
                installation.session("admin", tenant), () -> who.roles(permissions));
    }

    private WhoGrants.Answer asked(String tenant, Permission permission) {
        return TenantRunner.call(installation.session("agent1", tenant), () -> who.of(permission));
    }

    private static List<String> names(WhoGrants.Answer answer) {
        return answer.people().stream().map(Member::username).toList();
    }
}
