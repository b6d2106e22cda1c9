package io.trunkline.tenancy.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.Member;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.MemberRecord.Consent;
import io.trunkline.tenancy.member.internal.MemberRows;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who was asked to belong to a tenant is in the lists of those who administer it, and nowhere that
/// work is given.
final class PresentMembersTest {

    private static final String WHO = "agent1.acme";

    private Installation installation;
    private Session admin;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        admin = installation.session("admin", TestTenants.ACME);
    }

    @Test
    void nobodyFindsHerForWorkUntilSheAgrees() throws SQLException {
        Member before = workers().stream().filter(one -> is(one, WHO)).findFirst().orElseThrow();
        for (Consent consent : Consent.values()) {
            say("'" + consent.name().toLowerCase(Locale.ROOT) + "'");
            assertTrue(workers().stream().noneMatch(one -> is(one, WHO)), consent.name());
            Member now = found(before.id());
            assertFalse(now.active(), "her name is shown, as of one who does not work here");
            assertFalse(shared(before.id()), "plugins see the same");
        }
        say("NULL");
        assertTrue(workers().stream().anyMatch(one -> is(one, WHO)));
        assertTrue(found(before.id()).active());
        assertTrue(shared(before.id()));
    }

    @Test
    void whoAdministersSeesHerWithHerMark() throws SQLException {
        say("'asked'");
        MemberRecord listed =
                installation.as(
                        admin,
                        handle ->
                                new MemberRows(handle, admin.tenant().id())
                                                .page(query(), installation.orgUnits().allIds())
                                                .members()
                                                .stream()
                                                .filter(one -> is(one.member(), WHO))
                                                .findFirst()
                                                .orElseThrow());
        assertTrue(listed.member().active());
        assertFalse(listed.present());
        assertEquals(Consent.ASKED, listed.consent());
    }

    @Test
    void entriesOfTheAuditDoNotTellTwice() {
        long id = workers().stream().filter(one -> is(one, WHO)).findFirst().orElseThrow().id();
        String kept =
                installation.as(
                        admin, handle -> new MemberRows(handle, admin.tenant().id()).snapshot(id));
        assertTrue(kept.contains("\"state\""), kept);
        assertFalse(kept.contains("\"present\""), kept);
        assertFalse(kept.contains("consent_"), "neither the code's digest nor its tries: " + kept);
    }

    private static MemberQuery query() {
        return new MemberQuery(null, null, true, null, null, MemberQuery.MOST);
    }

    private List<Member> workers() {
        return TenantRunner.call(
                admin,
                () ->
                        installation
                                .members()
                                .withPermission(
                                        CorePermissions.CUSTOMER_VIEW,
                                        installation.orgUnits().root().id()));
    }

    private Member found(long id) {
        return TenantRunner.call(admin, () -> installation.members().find(id).orElseThrow());
    }

    private boolean shared(long id) {
        return installation.as(
                admin,
                handle ->
                        handle.createQuery("SELECT active FROM shared.member WHERE id = :id")
                                .bind("id", id)
                                .mapTo(boolean.class)
                                .one());
    }

    private static boolean is(Member member, String username) {
        return member.username().equals(username);
    }

    private void say(String consent) throws SQLException {
        installation.asSuperuser(
                "UPDATE trunkline.member SET consent = %s WHERE username = '%s'"
                        .formatted(consent, WHO));
    }
}
