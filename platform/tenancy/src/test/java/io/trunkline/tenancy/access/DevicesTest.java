package io.trunkline.tenancy.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.access.Device.State;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class DevicesTest {

    private static final String ADDRESS = "10.24.0.7";
    private static final AccessLimits APPROVED_ONLY = new AccessLimits(List.of(), List.of(), true);

    private Installation installation;
    private AccessRules rules;
    private Devices devices;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        rules = new AccessRules(installation.tenants(), installation.audit());
        devices = new Devices(installation.tenants(), installation.audit());
    }

    @Test
    void aLimitedPersonWorksFromTheDeviceApprovedForHerAlone() throws SQLException {
        limitAgents();
        String digest = device();
        assertRefused(AccessError.DEVICE_MISSING, () -> enter("agent1.acme", null));
        PluginException refusal =
                assertRefused(AccessError.DEVICE_NOT_APPROVED, () -> enter("agent1.acme", digest));
        assertEquals(List.of(DeviceSecret.code(digest)), refusal.arguments());
        assertTrue(enter("lead.acme", null), "a role that does not ask for it");
        assertTrue(
                fresh().entering(TestTenants.GLOBEX, "agent1.globex", Entrance.from(ADDRESS))
                        .isPresent(),
                "another tenant");

        log().refused(TestTenants.ACME, "agent1.acme", entrance(digest), "a browser");
        Device waiting = admin(() -> devices.list(State.WAITING, null, null, 50)).getFirst();
        assertEquals("agent1.acme", waiting.username());
        assertEquals(DeviceSecret.code(digest), waiting.code());
        assertRefused(AccessError.DEVICE_NOT_APPROVED, () -> enter("agent1.acme", digest));

        Device approved = admin(() -> devices.approve(waiting.id(), 0, " Desk 12 "));
        assertEquals("Desk 12", approved.name());
        assertEquals(State.APPROVED, approved.state());
        assertTrue(enter("agent1.acme", digest));
        assertRefused(AccessError.DEVICE_NOT_APPROVED, () -> enter("agent2.acme", digest));
        assertFalse(revoked(waiting.memberId(), digest));

        admin(() -> devices.revoke(waiting.id(), 1, Entrance.from(ADDRESS), false));
        assertRefused(AccessError.DEVICE_NOT_APPROVED, () -> enter("agent1.acme", digest));
        assertTrue(revoked(waiting.memberId(), digest), "open pages learn of it");
        log().refused(TestTenants.ACME, "agent1.acme", entrance(digest), "a browser");
        assertEquals(
                List.of(State.REVOKED),
                admin(() -> devices.list(null, waiting.memberId(), null, 50)).stream()
                        .map(Device::state)
                        .toList(),
                "coming again decides nothing");
    }

    @Test
    void everyTenantHasItsOwn() throws SQLException {
        limitAgents();
        log().refused(TestTenants.ACME, "agent1.acme", entrance(device()), "a browser");
        Device ours = admin(() -> devices.list(null, null, null, 50)).getFirst();
        Session theirs = installation.session("admin", TestTenants.GLOBEX);
        assertEquals(
                List.of(), TenantRunner.call(theirs, () -> devices.list(null, null, null, 50)));
        for (Executable attempt :
                List.<Executable>of(
                        () -> devices.approve(ours.id(), 0, ""),
                        () -> devices.rename(ours.id(), 0, "x"),
                        () -> devices.revoke(ours.id(), 0, Entrance.from(ADDRESS), true))) {
            assertRefused(
                    StandardErrorCode.NOT_FOUND,
                    () -> TenantRunner.<Boolean, Exception>call(theirs, () -> run(attempt)));
            assertRefused(
                    StandardErrorCode.FORBIDDEN,
                    () ->
                            TenantRunner.<Boolean, Exception>call(
                                    installation.session("supervisor", TestTenants.ACME),
                                    () -> run(attempt)));
        }
    }

    @Test
    void whoAsksForDevicesHasHerOwnApprovedFirst() {
        String digest = device();
        assertRefused(
                AccessError.LOCKS_YOU_OUT,
                () ->
                        admin(() ->
                                rules.update(
                                        AccessRules.WHOLE_TENANT,
                                        0,
                                        APPROVED_ONLY,
                                        entrance(digest),
                                        false)));
        admin(() -> {
            log().propose(entrance(digest), "a browser");
            return true;
        });
        Device own = admin(() -> devices.list(State.WAITING, null, null, 50)).getFirst();
        admin(() -> devices.approve(own.id(), 0, ""));
        admin(() ->
                rules.update(AccessRules.WHOLE_TENANT, 0, APPROVED_ONLY, entrance(digest), false));
        assertEquals(APPROVED_ONLY, admin(() -> rules.of(AccessRules.WHOLE_TENANT)).limits());
        assertTrue(enter("admin.acme", digest));
        assertRefused(
                AccessError.LOCKS_YOU_OUT,
                () -> admin(() -> devices.revoke(own.id(), 1, entrance(digest), false)));
        assertTrue(enter("admin.acme", digest), "nothing of it is kept");
        admin(() -> devices.revoke(own.id(), 1, entrance(digest), true));
        assertRefused(AccessError.DEVICE_NOT_APPROVED, () -> enter("admin.acme", digest));
    }

    @Test
    void aMachineIsNoPersonAtADevice() throws SQLException {
        limitAgents();
        assertRefused(AccessError.DEVICE_MISSING, () -> enter("agent2.acme", null));
        installation.asSuperuser(
                "UPDATE trunkline.member SET machine = true WHERE username = 'agent2.acme'");
        assertTrue(enter("agent2.acme", null));
    }

    @Test
    void listsStayShort() throws SQLException {
        limitAgents();
        for (int i = 0; i < DeviceLog.MOST_WAITING + 2; i++) {
            log().refused(TestTenants.ACME, "agent1.acme", entrance(device()), "browser " + i);
        }
        List<Device> waiting = admin(() -> devices.list(State.WAITING, null, null, 200));
        assertEquals(DeviceLog.MOST_WAITING, waiting.size());
        assertEquals("browser 11", waiting.getFirst().agent(), "the longest unseen gave way");
        Device kept = waiting.getFirst();
        admin(() -> devices.approve(kept.id(), 0, ""));
        List<Device> page = admin(() -> devices.list(null, null, kept.id(), 4));
        assertEquals(waiting.subList(1, 5).stream().map(Device::id).toList(), ids(page));

        installation.asSuperuser(
                "UPDATE trunkline.access_device SET last_seen_at = now() - interval '8 days'");
        admin(() -> {
            new DeviceTidying(installation.tenants()).run();
            return true;
        });
        assertEquals(List.of(kept.id()), ids(admin(() -> devices.list(null, null, null, 200))));
    }

    @Test
    void aDecisionNamesTheVersionThatWasSeen() throws SQLException {
        limitAgents();
        for (int i = 0; i <= Devices.MOST_APPROVED; i++) {
            log().refused(TestTenants.ACME, "agent1.acme", entrance(device()), "a browser");
            Device one = admin(() -> devices.list(State.WAITING, null, null, 1)).getFirst();
            if (i == Devices.MOST_APPROVED) {
                assertRefused(
                        AccessError.TOO_MANY_DEVICES,
                        () -> admin(() -> devices.approve(one.id(), 0, "")));
                assertRefused(
                        AccessError.DEVICE_NAME_INVALID,
                        () -> admin(() -> devices.rename(one.id(), 0, "x".repeat(101))));
                assertRefused(
                        StandardErrorCode.STALE,
                        () -> admin(() -> devices.rename(one.id(), 7, "x")));
                assertEquals("x", admin(() -> devices.rename(one.id(), 0, "x")).name());
            } else {
                admin(() -> devices.approve(one.id(), 0, ""));
            }
        }
    }

    @Test
    void aSecretIsKnownByItsDigestAndNamedByAShortCode() {
        String secret = DeviceSecret.random();
        String digest = DeviceSecret.digest(secret).orElseThrow();
        assertEquals(64, digest.length());
        assertFalse(digest.contains(secret));
        assertTrue(DeviceSecret.code(digest).matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}"));
        assertTrue(DeviceSecret.digest("short").isEmpty());
        assertTrue(DeviceSecret.digest(null).isEmpty());
    }

    private void limitAgents() throws SQLException {
        long agent;
        try (var connection = installation.database().superuser();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT r.id FROM trunkline.role r JOIN trunkline.tenant t ON t.id = r.tenant_id"
                                        + " WHERE r.key = 'agent' AND t.key = 'acme'")) {
            row.next();
            agent = row.getLong(1);
        }
        admin(() -> rules.update(agent, 0, APPROVED_ONLY, Entrance.from(ADDRESS), false));
    }

    private static String device() {
        return DeviceSecret.digest(DeviceSecret.random()).orElseThrow();
    }

    private static Entrance entrance(String digest) {
        return new Entrance(ADDRESS, digest);
    }

    private boolean enter(String username, String digest) {
        return fresh().entering(TestTenants.ACME, username, new Entrance(ADDRESS, digest))
                .isPresent();
    }

    private boolean revoked(long member, String digest) {
        int acme = installation.session("admin", TestTenants.ACME).tenant().id();
        return new DeviceRevocations(installation.tenants()).isRevoked(acme, member, digest);
    }

    private DeviceLog log() {
        return new DeviceLog(installation.tenants(), fresh(), installation.ids());
    }

    /// Without what was remembered for a second.
    private Sessions fresh() {
        return new Sessions(installation.tenants(), installation.orgUnits());
    }

    private <T> T admin(Supplier<T> action) {
        return TenantRunner.call(
                fresh().member(TestTenants.ACME, "admin.acme").orElseThrow(), action::get);
    }

    private static boolean run(Executable attempt) throws Exception {
        try {
            attempt.execute();
            return true;
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> ids(List<Device> devices) {
        return devices.stream().map(Device::id).toList();
    }

    private static PluginException assertRefused(ErrorCode code, Executable action) {
        PluginException refusal = assertThrows(PluginException.class, action);
        assertEquals(code, refusal.code());
        return refusal;
    }
}
