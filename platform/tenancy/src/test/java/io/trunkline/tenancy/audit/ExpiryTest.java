package io.trunkline.tenancy.audit;

import static io.trunkline.testing.TestTenants.ACME;
import static io.trunkline.testing.TestTenants.GLOBEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.AuditVerification.Kept;
import io.trunkline.tenancy.audit.Verification.Finding;
import io.trunkline.tenancy.audit.Verification.Head;
import io.trunkline.tenancy.audit.Verification.Kind;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A chain that begins later has to say why; where it does not, someone who owns the database took
/// its beginning away.
final class ExpiryTest {

    private static final int OLD = 6;
    private static final int NEW = 4;

    /// What someone does who removes the first entries and hides it.
    private static final String TAKE_AWAY =
            """
            UPDATE trunkline.audit_chain c SET base_position = s.position, base_digest = s.digest
              FROM trunkline.audit_seal s
             WHERE c.tenant_id = :acme AND s.tenant_id = :acme AND s.position = %1$d;
            DELETE FROM trunkline.audit_entry e USING trunkline.audit_seal s
             WHERE e.tenant_id = :acme AND s.tenant_id = :acme AND s.entry_id = e.id AND s.position <= %1$d;
            DELETE FROM trunkline.audit_seal WHERE tenant_id = :acme AND position <= %1$d;
            """;

    private static final String EXPIRE =
            "SELECT trunkline.audit_expire(%d, now() - interval '%s', 1)";

    private Trail trail;

    @BeforeEach
    void sealOldEntriesAndNewOnes() throws SQLException {
        trail = Trail.fresh();
        trail.writeOld(OLD);
        trail.seal();
        trail.write(ACME, NEW);
        trail.write(GLOBEX, NEW);
        trail.seal();
        assertFound(null);
    }

    @AfterEach
    void theOtherTenantIsIntact() {
        assertEquals(List.of(), trail.verify(GLOBEX).findings());
    }

    @Test
    void whatTellsOfItIsSealedAtOnceAndNothingWaits() throws SQLException {
        String digest = sealAt(OLD);
        trail.expire();
        Verification found = trail.verify(ACME);
        assertEquals(List.of(), found.findings());
        assertEquals(OLD + 1, found.from());
        assertEquals(NEW + 1, found.checked());
        assertEquals(0, found.pending());
        assertEquals(OLD + NEW + 1, found.head().position());
        assertEquals(
                List.of("platform JOB tenant 6 6 " + digest),
                trail.texts(
                        """
                        SELECT concat_ws(' ', actor, channel, object_type, after ->> 'removed', after ->> 'upTo',
                                         after ->> 'digest')
                          FROM trunkline.audit_entry WHERE action = 'audit.expire'
                        """));
        assertEquals(List.of(), trail.texts("SELECT trunkline.tenants_to_seal()"));

        trail.write(ACME, 2);
        trail.seal();
        assertFound(null);
        assertEquals(OLD + NEW + 1 + 2, trail.verify(ACME).head().position());
    }

    @Test
    void aBeginningThatNoEntryAccountsForIsNamed() throws SQLException {
        trail.tamper(TAKE_AWAY.formatted(OLD + 2));
        assertFound(null, new Finding(Kind.BEGINNING_CUT_OFF, OLD + 2, null));
    }

    @Test
    void anExpiryAccountsForWhatItRemovedAndForNoMore() throws SQLException {
        trail.expire();
        trail.tamper(TAKE_AWAY.formatted(OLD + 2));
        assertFound(null, new Finding(Kind.BEGINNING_CUT_OFF, OLD + 2, null));
    }

    @Test
    void anEntryThatIsNotSealedAccountsForNothing() throws SQLException {
        trail.tamper(
                """
                INSERT INTO trunkline.audit_entry (tenant_id, id, actor, action, object_type, object_id, after, channel)
                VALUES (:acme, 99, 'platform', 'audit.expire', 'tenant', :acme,
                        jsonb_build_object('upTo', 8, 'digest', '%s', 'olderThan', '2020-01-01T00:00:00Z'), 'JOB')
                """
                        .formatted(sealAt(8)));
        trail.tamper(TAKE_AWAY.formatted(8));
        assertFound(null, new Finding(Kind.BEGINNING_CUT_OFF, 8, null));
        // Whoever can add entries can add this one; then it stands in the trail for all to see.
        trail.seal();
        assertFound(null);
    }

    @Test
    void anExpiryThatWasNotDueIsNamed() throws SQLException {
        for (String told : List.of("", ", 'olderThan', now() - interval '5 months'")) {
            trail.tamper(
                    """
                    INSERT INTO trunkline.audit_entry (tenant_id, id, actor, action, object_type, object_id, after,
                                                       channel)
                    VALUES (:acme, %d, 'platform', 'audit.expire', 'tenant', :acme,
                            jsonb_build_object('upTo', 8, 'digest', '%s'%s), 'JOB')
                    """
                            .formatted(100 + told.length(), sealAt(8), told));
            trail.seal();
        }
        assertFound(
                null,
                new Finding(Kind.REMOVED_EARLY, OLD + NEW + 1, 100L),
                new Finding(Kind.REMOVED_EARLY, OLD + NEW + 2, trail.entryAt(OLD + NEW + 2)));
    }

    @Test
    void anEntryThatTellsAnotherDigestAccountsForNothing() throws SQLException {
        trail.expire();
        trail.tamper(
                "UPDATE trunkline.audit_chain SET base_digest = sha256(base_digest) WHERE tenant_id"
                        + " = :acme");
        assertTrue(
                trail.verify(ACME)
                        .findings()
                        .contains(new Finding(Kind.BEGINNING_CUT_OFF, OLD, null)));
    }

    @Test
    void aKeptHeadThatLiesBeforeTheBeginningIsNotIntact() throws SQLException {
        Kept removed = new Kept(OLD - 1, sealAt(OLD - 1));
        Kept last = new Kept(OLD, sealAt(OLD));
        Head head = trail.verify(ACME).head();
        Kept end = new Kept(head.position(), head.digest());
        trail.expire();
        assertFound(removed, new Finding(Kind.KEPT_REMOVED, OLD - 1, null));
        assertFound(last);
        assertFound(end);
    }

    @Test
    void aKeptHeadTellsOfABeginningThatWasTakenAway() throws SQLException {
        Kept kept = new Kept(OLD + 1, sealAt(OLD + 1));
        trail.tamper(TAKE_AWAY.formatted(OLD + 2));
        assertFound(
                kept,
                new Finding(Kind.KEPT_REMOVED, OLD + 1, null),
                new Finding(Kind.BEGINNING_CUT_OFF, OLD + 2, null));
    }

    @Test
    void whatWaitedToBeSealedMeanwhileIsNotTakenForInserted() throws SQLException {
        trail = Trail.fresh();
        trail.writeOld(OLD);
        trail.seal();
        // As when a transaction stays open for hours.
        trail.tamper(
                """
                INSERT INTO trunkline.audit_entry (tenant_id, id, at, actor, action, object_type, object_id)
                VALUES (:acme, 99, now() - interval '2 hours', 'x', 'note.waited', 'note', 7)
                """);
        trail.expire();
        trail.seal();
        assertFound(null);
        assertEquals(99, trail.entryAt(OLD + 2));
    }

    @Test
    void theNextExpiryTakesThePlaceOfTheOneItRemoves() throws SQLException {
        trail.expire();
        trail.expire();
        long first = OLD + NEW + 1;
        assertEquals(
                first, trail.verify(ACME).head().position(), "nothing is old, nothing is told");
        trail.tamper(
                "UPDATE trunkline.audit_entry SET at = at - interval '4 years' WHERE tenant_id ="
                        + " :acme");
        trail.expire();
        Verification found = trail.verify(ACME);
        assertEquals(List.of(), found.findings());
        assertEquals(first + 1, found.from());
        assertEquals(1, found.checked());
        assertEquals(
                List.of(Long.toString(first)),
                trail.texts(
                        "SELECT after ->> 'upTo' FROM trunkline.audit_entry WHERE action ="
                                + " 'audit.expire'"));
    }

    @Test
    void nobodyRemovesWhatIsYoungerThanItSaysOrThanHalfAYear() {
        assertRefused(EXPIRE.formatted(OLD + 1, "7 months"), "not all older");
        assertRefused(EXPIRE.formatted(OLD, "5 months"), "half a year");
        assertRefused("SELECT trunkline.audit_expire(%d, NULL, 1)".formatted(OLD), "half a year");
        assertRefused(EXPIRE.formatted(OLD + NEW + 1, "7 months"), "nothing is sealed");
        assertEquals(OLD + NEW, trail.verify(ACME).checked());
    }

    @Test
    void servingRolesCannotMoveTheBeginning() {
        for (String sql :
                List.of(
                        "UPDATE trunkline.audit_chain SET base_position = 3",
                        "UPDATE trunkline.audit_chain SET base_digest = sha256('')",
                        "DELETE FROM trunkline.audit_chain",
                        """
                        INSERT INTO trunkline.audit_chain (tenant_id, position, digest, sealed_at, xid, entry_id,
                                                           cluster, base_position, base_digest)
                        VALUES (trunkline.tenant(), 9, sha256(''), now(), '1', 1, 1, 9, sha256(''))
                        """)) {
            assertRefused(sql, "permission denied");
            assertRefusedToRequests(sql);
        }
        assertRefusedToRequests("UPDATE trunkline.audit_chain SET position = 3");
        assertRefusedToRequests(EXPIRE.formatted(OLD, "7 months"));
    }

    private void assertRefused(String sql, String why) {
        RuntimeException refused =
                assertThrows(
                        RuntimeException.class,
                        () ->
                                TenantRunner.call(
                                        trail.session("admin", ACME),
                                        () ->
                                                trail.installation()
                                                        .tenants()
                                                        .inWorkerTransaction(
                                                                handle -> handle.execute(sql))));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    private void assertRefusedToRequests(String sql) {
        RuntimeException refused =
                assertThrows(
                        RuntimeException.class,
                        () ->
                                trail.installation()
                                        .as(
                                                trail.session("admin", ACME),
                                                handle -> handle.execute(sql)));
        assertTrue(refused.getMessage().contains("permission denied"), refused.getMessage());
    }

    private void assertFound(@Nullable Kept kept, Finding... findings) {
        assertEquals(List.of(findings), trail.verify(ACME, kept).findings());
    }

    private String sealAt(long position) throws SQLException {
        return trail.texts(
                        "SELECT encode(digest, 'hex') FROM trunkline.audit_seal WHERE tenant_id = %d AND position = %d"
                                .formatted(trail.tenant(ACME), position))
                .getFirst();
    }
}
