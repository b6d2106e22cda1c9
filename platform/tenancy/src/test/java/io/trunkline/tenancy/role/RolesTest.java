package io.trunkline.tenancy.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class RolesTest {

    private Installation installation;
    private Roles roles;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        PermissionSource plugin =
                () -> List.of(new KnownPermission(new Permission("call-tasks.work"), "call-tasks"));
        roles =
                new Roles(
                        installation.tenants(),
                        new PermissionCatalogue(List.of(plugin)),
                        List.of(() ->
                                List.of(
                                        new KnownField("phone", null),
                                        new KnownField("idNumber", null))),
                        new Administrators(),
                        installation.ids(),
                        installation.audit());
    }

    @Test
    void whatIsSavedIsReadAgainAndKeptInTheAudit() {
        Role made = asAdmin(() -> roles.create(draft("Visitors")));
        assertEquals("Visitors", made.name());
        assertEquals(List.of("call-tasks.work", "customer.view"), made.permissions());
        assertEquals(Map.of("phone", Rule.MASKED), made.fields());
        assertEquals(RowScope.Kind.OWN, made.scope());
        assertEquals(0, made.members());

        Role changed =
                asAdmin(() ->
                        roles.update(
                                made.id(),
                                made.version(),
                                new RoleDraft(
                                        "Guests",
                                        List.of("customer.view"),
                                        RowScope.Kind.TEAM,
                                        Map.of("phone", Rule.OPEN),
                                        true)));
        assertEquals("Guests", changed.name());
        assertEquals(Map.of(), changed.fields());
        assertEquals(made.version() + 1, changed.version());
        assertTrue(changed.delegable());
        assertEquals(changed, asAdmin(() -> roles.find(made.id()).orElseThrow()));
        assertEquals(
                List.of("Guests Visitors", "Visitors null"), changesOf(made.id()), "after, before");

        asAdmin(() -> {
            roles.delete(made.id(), changed.version());
            return true;
        });
        assertTrue(asAdmin(() -> roles.find(made.id())).isEmpty());
        assertEquals("null Guests", changesOf(made.id()).getFirst());
    }

    @Test
    void everyTenantHasItsOwn() {
        Role made = asAdmin(() -> roles.create(draft("Visitors")));
        Executable elsewhere =
                () ->
                        as(
                                "admin",
                                TestTenants.GLOBEX,
                                () -> roles.update(made.id(), made.version(), draft("Mine")));
        assertRefused(StandardErrorCode.NOT_FOUND, elsewhere);
        assertTrue(
                as("admin", TestTenants.GLOBEX, () -> roles.find(made.id())).isEmpty(),
                "of another tenant");
        assertEquals(
                "Visitors",
                as("admin", TestTenants.GLOBEX, () -> roles.create(draft("Visitors"))).name(),
                "a name is taken in one tenant only");
    }

    @Test
    void whoMayNotManageRolesSeesAndChangesNone() {
        for (String name : List.of("supervisor", "lead", "agent1", "executive")) {
            assertRefused(
                    StandardErrorCode.FORBIDDEN,
                    () -> as(name, TestTenants.ACME, () -> roles.all()));
            assertRefused(
                    StandardErrorCode.FORBIDDEN,
                    () -> as(name, TestTenants.ACME, () -> roles.create(draft("Mine"))));
        }
    }

    @Test
    void whatIsUnknownIsRefusedByName() {
        PluginException permission =
                assertRefused(
                        RoleError.PERMISSION_UNKNOWN,
                        () ->
                                asAdmin(() ->
                                        roles.create(
                                                draft("A")
                                                        .withPermissions(
                                                                List.of("customer.fly")))));
        assertEquals(List.of("customer.fly"), permission.arguments());
        RoleDraft field =
                new RoleDraft(
                        "A", List.of(), RowScope.Kind.OWN, Map.of("shoeSize", Rule.HIDDEN), false);
        assertEquals(
                List.of("shoeSize"),
                assertRefused(RoleError.FIELD_UNKNOWN, () -> asAdmin(() -> roles.create(field)))
                        .arguments());
        assertRefused(
                RoleError.ROLE_NAME_INVALID,
                () -> asAdmin(() -> roles.create(draft("A").withName("  "))));
        asAdmin(() -> roles.create(draft("A")));
        assertRefused(RoleError.ROLE_NAME_TAKEN, () -> asAdmin(() -> roles.create(draft(" A "))));
    }

    @Test
    void aPermissionOfAPluginThatIsAwayStaysButIsNotGivenAnew() {
        Role lead = role("lead");
        assertTrue(lead.permissions().contains("call-tasks.assign"), "not in the catalogue here");
        Role renamed =
                asAdmin(() ->
                        roles.update(lead.id(), lead.version(), lead.draft().withName("Chief")));
        assertTrue(renamed.permissions().contains("call-tasks.assign"));
        Role copy = asAdmin(() -> roles.copy(lead.id(), "Second"));
        assertFalse(copy.permissions().contains("call-tasks.assign"));
        assertTrue(copy.permissions().contains("customer.view"));
        assertEquals(lead.scope(), copy.scope());
    }

    @Test
    void ofTwoWhoEditAtOnceOneIsToldThatItIsStale() throws Exception {
        Role agent = role("agent");
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Boolean> edit =
                () -> {
                    together.await();
                    try {
                        asAdmin(() ->
                                roles.update(
                                        agent.id(),
                                        agent.version(),
                                        agent.draft().withName(Thread.currentThread().getName())));
                        return true;
                    } catch (PluginException e) {
                        assertEquals(StandardErrorCode.STALE, e.code());
                        return false;
                    }
                };
        int saved = 0;
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (var result : two.invokeAll(List.of(edit, edit))) {
                saved += result.get() ? 1 : 0;
            }
        }
        assertEquals(1, saved);
        assertEquals(agent.version() + 1, role("agent").version());
    }

    @Test
    void theRoleOfTheLastAdministratorKeepsItsRights() {
        Role admin = role("admin");
        RoleDraft stripped =
                admin.draft()
                        .withPermissions(
                                admin.permissions().stream()
                                        .filter(key -> !key.equals("role.manage"))
                                        .toList());
        assertRefused(
                RoleError.LAST_ADMINISTRATOR,
                () -> asAdmin(() -> roles.update(admin.id(), admin.version(), stripped)));
        RoleDraft narrowed =
                new RoleDraft(
                        null, admin.permissions(), RowScope.Kind.DISTRICT, admin.fields(), false);
        assertRefused(
                RoleError.LAST_ADMINISTRATOR,
                () -> asAdmin(() -> roles.update(admin.id(), admin.version(), narrowed)));
        assertEquals(admin, role("admin"));
    }

    @Test
    void aRoleThatIsHeldOrBuiltInIsNotDeleted() throws SQLException {
        Role made = asAdmin(() -> roles.create(draft("Visitors")));
        installation.asSuperuser(
                """
                INSERT INTO trunkline.member_role (tenant_id, member_id, role_id)
                SELECT m.tenant_id, m.id, %d FROM trunkline.member m WHERE m.username LIKE 'agent%%.acme'
                """
                        .formatted(made.id()));
        PluginException held =
                assertRefused(
                        RoleError.ROLE_IN_USE,
                        () -> asAdmin(() -> delete(made.id(), made.version())));
        assertEquals(List.of(6), held.arguments());
        Role lead = role("lead");
        assertRefused(
                RoleError.ROLE_BUILT_IN, () -> asAdmin(() -> delete(lead.id(), lead.version())));
    }

    @Test
    void builtInRolesAndPermissionsHaveNamesInBothLanguages() {
        for (Locale language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.UK)) {
            for (Permission permission : CorePermissions.ALL) {
                assertTrue(
                        RoleTexts.permission(language, permission.key()).isPresent(),
                        permission.key());
            }
            for (Role role : asAdmin(roles::all)) {
                assertTrue(RoleTexts.builtIn(language, role.key()).isPresent(), role.key());
            }
        }
        assertEquals("座席班长", RoleTexts.name(Locale.SIMPLIFIED_CHINESE, role("lead")));
        assertEquals("Team lead", RoleTexts.name(Locale.FRENCH, role("lead")));
    }

    private boolean delete(long id, int version) {
        roles.delete(id, version);
        return true;
    }

    private static RoleDraft draft(String name) {
        return new RoleDraft(
                name,
                List.of("customer.view", "call-tasks.work", "customer.view"),
                RowScope.Kind.OWN,
                Map.of("phone", Rule.MASKED),
                false);
    }

    private Role role(String key) {
        return asAdmin(() ->
                roles.all().stream()
                        .filter(role -> role.key().equals(key))
                        .findFirst()
                        .orElseThrow());
    }

    private <T> T asAdmin(Supplier<T> action) {
        return as("admin", TestTenants.ACME, action);
    }

    private <T> T as(String name, String tenant, Supplier<T> action) {
        return TenantRunner.call(installation.session(name, tenant), action::get);
    }

    private static PluginException assertRefused(ErrorCode code, Executable action) {
        PluginException refused = assertThrows(PluginException.class, action);
        assertEquals(code, refused.code());
        return refused;
    }

    /// Newest first: the name after and before.
    private List<String> changesOf(long role) {
        return installation.as(
                installation.session("admin", TestTenants.ACME),
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT coalesce(after ->> 'name', 'null') || ' ' || coalesce(before ->> 'name', 'null')
                                          FROM trunkline.audit_entry
                                         WHERE object_type = 'role' AND object_id = :role ORDER BY id DESC
                                        """)
                                .bind("role", role)
                                .mapTo(String.class)
                                .list());
    }
}
