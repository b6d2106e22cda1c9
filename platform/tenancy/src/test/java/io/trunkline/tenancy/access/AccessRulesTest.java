package io.trunkline.tenancy.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class AccessRulesTest {

    private static final String HERE = "10.24.0.7";
    private static final String ELSEWHERE = "10.99.0.7";

    private Installation installation;
    private AccessRules rules;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        rules = new AccessRules(installation.tenants(), installation.audit());
    }

    @Test
    void theTenantsLimitsHoldForItsMembersAndNoOther() {
        asAdmin(() ->
                rules.update(AccessRules.WHOLE_TENANT, 0, office(), Entrance.from(HERE), false));
        assertRefused(
                AccessError.ADDRESS_NOT_ALLOWED,
                () -> fresh().entering(TestTenants.ACME, "agent1.acme", Entrance.from(ELSEWHERE)));
        assertTrue(
                fresh().entering(TestTenants.ACME, "agent1.acme", Entrance.from(HERE)).isPresent());
        assertTrue(
                fresh().entering(TestTenants.GLOBEX, "agent1.globex", Entrance.from(ELSEWHERE))
                        .isPresent());
        assertTrue(
                fresh().member(TestTenants.ACME, "agent1.acme").isPresent(),
                "work that comes from no address goes on");
    }

    @Test
    void aRolesLimitsHoldForWhoHasNoOther() throws SQLException {
        long agent = role("agent", TestTenants.ACME);
        asAdmin(() -> rules.update(agent, 0, office(), Entrance.from(ELSEWHERE), false));
        assertRefused(
                AccessError.ADDRESS_NOT_ALLOWED,
                () -> fresh().entering(TestTenants.ACME, "agent1.acme", Entrance.from(ELSEWHERE)));
        assertTrue(
                fresh().entering(TestTenants.ACME, "lead.acme", Entrance.from(ELSEWHERE))
                        .isPresent());
    }

    @Test
    void whoSetsThemIsNotKeptOutUnawares() {
        assertRefused(
                AccessError.LOCKS_YOU_OUT,
                () ->
                        asAdmin(() ->
                                rules.update(
                                        AccessRules.WHOLE_TENANT,
                                        0,
                                        office(),
                                        Entrance.from(ELSEWHERE),
                                        false)));
        assertEquals(
                AccessLimits.NONE,
                asAdmin(() -> rules.of(AccessRules.WHOLE_TENANT)).limits(),
                "nothing of it is kept");
        asAdmin(() ->
                rules.update(
                        AccessRules.WHOLE_TENANT, 0, office(), Entrance.from(ELSEWHERE), true));
        assertEquals(office(), asAdmin(() -> rules.of(AccessRules.WHOLE_TENANT)).limits());
    }

    @Test
    void ofTwoWhoEditOneIsToldThatItIsStale() throws SQLException {
        long agent = role("agent", TestTenants.ACME);
        AccessRules.Rule first =
                asAdmin(() -> rules.update(agent, 0, office(), Entrance.from(HERE), false));
        assertEquals(1, first.version());
        assertRefused(
                StandardErrorCode.STALE,
                () -> asAdmin(() -> rules.update(agent, 0, office(), Entrance.from(HERE), false)));
        assertEquals(
                2,
                asAdmin(() -> rules.update(agent, 1, AccessLimits.NONE, Entrance.from(HERE), false))
                        .version());
    }

    @Test
    void aRoleOfAnotherTenantIsLikeNone() throws SQLException {
        long theirs = role("agent", TestTenants.GLOBEX);
        assertRefused(
                StandardErrorCode.NOT_FOUND,
                () -> asAdmin(() -> rules.update(theirs, 0, office(), Entrance.from(HERE), false)));
        assertRefused(
                StandardErrorCode.FORBIDDEN,
                () ->
                        TenantRunner.call(
                                installation.session("supervisor", TestTenants.ACME),
                                () -> rules.all()));
    }

    private static AccessLimits office() {
        return new AccessLimits(List.of(AddressRange.of("10.24.0.0/16", "Office")), List.of());
    }

    /// Without what was remembered for a second.
    private Sessions fresh() {
        return new Sessions(installation.tenants(), installation.orgUnits());
    }

    private <T> T asAdmin(Supplier<T> action) {
        return TenantRunner.call(
                fresh().member(TestTenants.ACME, "admin.acme").orElseThrow(), action::get);
    }

    private long role(String key, String tenant) throws SQLException {
        try (var connection = installation.database().superuser();
                var statement =
                        connection.prepareStatement(
                                "SELECT r.id FROM trunkline.role r JOIN trunkline.tenant t ON t.id = r.tenant_id"
                                        + " WHERE r.key = ? AND t.key = ?")) {
            statement.setString(1, key);
            statement.setString(2, tenant);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void assertRefused(ErrorCode code, Executable action) {
        assertEquals(code, assertThrows(PluginException.class, action).code());
    }
}
