package io.trunkline.tenancy.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Memberships;
import io.trunkline.tenancy.Memberships.Membership;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PreferencesTest {

    private Installation installation;
    private Preferences preferences;
    private Memberships memberships;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        preferences = new Preferences(installation.tenants());
        memberships = new Memberships(installation.tenants());
    }

    @Test
    void whatAMemberSetsIsHersAndLasts() {
        put(acme("agent1"), "look.theme", "light");
        put(acme("agent1"), "look.theme", "dark");
        put(acme("agent1"), "look.density", "compact");

        assertEquals(Map.of("look.theme", "dark", "look.density", "compact"), all(acme("agent1")));
        assertEquals(Map.of(), all(acme("lead")), "a colleague");
        assertEquals(Map.of(), all(globex("agent1")), "her namesake of another tenant");
    }

    @Test
    void aMemberOfAnotherTenantChangesAndRemovesOnlyHerOwn() {
        put(acme("agent1"), "look.theme", "dark");
        put(globex("agent1"), "look.theme", "light");
        TenantRunner.run(globex("agent1"), () -> preferences.remove("look.theme"));

        assertEquals(Map.of("look.theme", "dark"), all(acme("agent1")));
        assertEquals(Map.of(), all(globex("agent1")));
    }

    @Test
    void theyAreBounded() {
        String tooLong = "x".repeat(201);
        assertThrows(
                IllegalArgumentException.class, () -> put(acme("agent1"), "look.theme", tooLong));
        for (int number = 0; number < 100; number++) {
            put(acme("agent1"), "key." + number, "v");
        }
        assertThrows(IllegalArgumentException.class, () -> put(acme("agent1"), "key.more", "v"));
        put(acme("agent1"), "key.99", "changed");
        assertEquals("changed", all(acme("agent1")).get("key.99"));
        put(acme("lead"), "look.theme", "dark");
    }

    @Test
    void thePlatformItselfHasNone() {
        Session platform = installation.sessions().platform(acme("agent1").tenant().id());
        assertEquals(Map.of(), all(platform));
        assertThrows(IllegalStateException.class, () -> put(platform, "look.theme", "dark"));
    }

    @Test
    void membershipsNameUnitAndRolesAndTheLastUsedComesFirst() throws SQLException {
        alsoIn(TestTenants.GLOBEX, "lead", "two.tenants");
        alsoIn(TestTenants.ACME, "agent1", "two.tenants");
        List<String> both = List.of(TestTenants.ACME, TestTenants.GLOBEX);

        List<Membership> never = memberships.of(both, "two.tenants");
        assertEquals(both, keys(never));
        assertEquals(List.of("agent"), never.getFirst().roles());
        assertEquals(List.of("lead"), never.getLast().roles());

        Session globex =
                installation.sessions().member(TestTenants.GLOBEX, "two.tenants").orElseThrow();
        put(globex, "tenant.entered", "");
        put(globex, "tenant.straight", "on");
        List<Membership> used = memberships.of(both, "two.tenants");
        assertEquals(List.of(TestTenants.GLOBEX, TestTenants.ACME), keys(used));
        assertEquals(true, used.getFirst().straight());
        assertEquals(false, used.getLast().straight());
    }

    @Test
    void aTenantTheTokenDoesNotNameIsNotOffered() throws SQLException {
        alsoIn(TestTenants.GLOBEX, "lead", "two.tenants");
        alsoIn(TestTenants.ACME, "agent1", "two.tenants");

        assertEquals(
                List.of(TestTenants.ACME),
                keys(memberships.of(List.of(TestTenants.ACME), "two.tenants")));
        assertEquals(List.of(), memberships.of(List.of(), "two.tenants"));
        assertEquals(List.of(), memberships.of(List.of(TestTenants.ACME), "nobody"));
    }

    @Test
    void aSuspendedTenantIsOfferedAsSuspendedAnArchivedOneNotAtAll() throws SQLException {
        String agent = TestTenants.username("agent1", TestTenants.ACME);
        installation.asSuperuser("UPDATE trunkline.tenant SET state = 'suspended'");
        assertEquals(
                List.of(false),
                memberships.of(List.of(TestTenants.ACME), agent).stream()
                        .map(Membership::active)
                        .toList());
        installation.asSuperuser("UPDATE trunkline.tenant SET state = 'archived'");
        assertEquals(List.of(), memberships.of(List.of(TestTenants.ACME), agent));
    }

    private void alsoIn(String tenant, String member, String username) throws SQLException {
        installation.asSuperuser(
                "UPDATE trunkline.member SET username = '%s' WHERE username = '%s'"
                        .formatted(username, TestTenants.username(member, tenant)));
    }

    private void put(Session session, String key, String value) {
        TenantRunner.run(session, () -> preferences.put(key, value));
    }

    private Map<String, String> all(Session session) {
        return TenantRunner.call(session, preferences::all);
    }

    private static List<String> keys(List<Membership> memberships) {
        return memberships.stream().map(one -> one.tenant().key()).toList();
    }

    private Session acme(String name) {
        return installation.session(name, TestTenants.ACME);
    }

    private Session globex(String name) {
        return installation.session(name, TestTenants.GLOBEX);
    }
}
