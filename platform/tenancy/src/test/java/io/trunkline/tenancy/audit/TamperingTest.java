package io.trunkline.tenancy.audit;

import static io.trunkline.testing.TestTenants.ACME;
import static io.trunkline.testing.TestTenants.GLOBEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.audit.Verification.Finding;
import io.trunkline.tenancy.audit.Verification.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Someone who owns the database changes what was sealed; the other tenant's chain stays intact.
final class TamperingTest {

    private static final int NOTES = 9;

    private Trail trail;
    private long last;

    @BeforeEach
    void sealSomeEntries() throws SQLException {
        trail = Trail.fresh();
        trail.write(ACME, NOTES);
        trail.write(GLOBEX, NOTES);
        trail.seal();
        Verification intact = trail.verify(ACME);
        assertEquals(List.of(), intact.findings());
        assertEquals(0, intact.pending());
        last = intact.head().position();
        assertEquals(last, intact.checked());
        // The tenant's creation is an entry too.
        assertEquals(NOTES + 1, last);
    }

    @AfterEach
    void theOtherTenantIsIntact() {
        assertEquals(List.of(), trail.verify(GLOBEX).findings());
    }

    @Test
    void namesAnEntryWhoseBeforeWasChanged() throws SQLException {
        long entry = trail.entryAt(4);
        trail.tamper(
                "UPDATE trunkline.audit_entry SET before = '{\"b\": 2}' WHERE tenant_id = :acme AND"
                        + " id = "
                        + entry);
        assertFound(new Finding(Kind.CHANGED, 4, entry));
    }

    @Test
    void namesAChangeInAnyColumn() throws SQLException {
        List<String> changes =
                List.of(
                        "at = at + interval '1 microsecond'",
                        "source = 'x'",
                        "member_id = 1",
                        "actor = 'x'",
                        "action = 'x'",
                        "object_type = 'x'",
                        "object_id = 8",
                        "after = NULL",
                        "address = 'x'",
                        "channel = 'x'",
                        "reason = 'x'",
                        "xid = '3'");
        long entry = trail.entryAt(5);
        trail.tamper("CREATE TABLE kept AS TABLE trunkline.audit_entry");
        for (String change : changes) {
            String where = " WHERE tenant_id = :acme AND id = " + entry;
            trail.tamper("UPDATE trunkline.audit_entry SET " + change + where);
            assertEquals(
                    List.of(new Finding(Kind.CHANGED, 5, entry)),
                    trail.verify(ACME).findings(),
                    change);
            trail.tamper("DELETE FROM trunkline.audit_entry" + where);
            trail.tamper("INSERT INTO trunkline.audit_entry SELECT * FROM kept" + where);
        }
        assertFound();
    }

    @Test
    void namesTheLastEntryWhenThatWasChanged() throws SQLException {
        long entry = trail.entryAt(last);
        trail.tamper(
                "UPDATE trunkline.audit_entry SET actor = 'someone else' WHERE tenant_id = :acme"
                        + " AND id = "
                        + entry);
        assertFound(new Finding(Kind.CHANGED, last, entry));
    }

    @Test
    void namesAnEntryThatWasDeleted() throws SQLException {
        long entry = trail.entryAt(6);
        trail.tamper("DELETE FROM trunkline.audit_entry WHERE tenant_id = :acme AND id = " + entry);
        assertFound(new Finding(Kind.REMOVED, 6, entry));
    }

    @Test
    void namesWhereTheEndWasCutOff() throws SQLException {
        trail.tamper(
                """
                DELETE FROM trunkline.audit_entry e USING trunkline.audit_seal s
                 WHERE e.tenant_id = :acme AND s.tenant_id = :acme AND s.entry_id = e.id AND s.position > 8;
                DELETE FROM trunkline.audit_seal WHERE tenant_id = :acme AND position > 8;
                """);
        assertFound(new Finding(Kind.CUT_OFF, 9, null));
    }

    @Test
    void aKeptHeadTellsOfAnEndThatWasCutOffEverywhere() throws SQLException {
        Verification.Head head = trail.verify(ACME).head();
        AuditVerification.Kept kept = new AuditVerification.Kept(head.position(), head.digest());
        assertEquals(List.of(), trail.verify(ACME, kept).findings());
        trail.tamper(
                """
                DELETE FROM trunkline.audit_entry e USING trunkline.audit_seal s
                 WHERE e.tenant_id = :acme AND s.tenant_id = :acme AND s.entry_id = e.id AND s.position > 8;
                DELETE FROM trunkline.audit_seal WHERE tenant_id = :acme AND position > 8;
                UPDATE trunkline.audit_chain c SET position = 8, digest = s.digest
                  FROM trunkline.audit_seal s
                 WHERE c.tenant_id = :acme AND s.tenant_id = :acme AND s.position = 8;
                """);
        assertFound();
        assertEquals(
                List.of(new Finding(Kind.CUT_OFF, 9, null)), trail.verify(ACME, kept).findings());
    }

    @Test
    void aKeptHeadTellsOfAChainThatWasMadeAnew() throws SQLException {
        Verification.Head head = trail.verify(ACME).head();
        trail.tamper(
                """
                UPDATE trunkline.audit_entry SET actor = 'x' WHERE tenant_id = :acme;
                DELETE FROM trunkline.audit_seal WHERE tenant_id = :acme;
                DELETE FROM trunkline.audit_chain WHERE tenant_id = :acme;
                """);
        trail.seal();
        assertFound();
        assertEquals(
                List.of(new Finding(Kind.OTHER_CHAIN, head.position(), null)),
                trail.verify(ACME, new AuditVerification.Kept(head.position(), head.digest()))
                        .findings());
    }

    @Test
    void namesAnEntryThatWasInsertedAmongTheSealedOnes() throws SQLException {
        insert("(SELECT xid FROM trunkline.audit_entry WHERE tenant_id = :acme LIMIT 1)", "now()");
        assertFound(new Finding(Kind.INSERTED, 0, 5L));
    }

    @Test
    void namesAnEntryThatWasInsertedWithAnEarlierTime() throws SQLException {
        insert("pg_current_xact_id()", "now() - interval '3 days'");
        trail.seal();
        assertFound(new Finding(Kind.INSERTED, last + 1, 5L));
    }

    @Test
    void namesTwoEntriesThatWereSwapped() throws SQLException {
        long one = trail.entryAt(3);
        long other = trail.entryAt(7);
        trail.tamper(
                """
                UPDATE trunkline.audit_entry SET id = 1 WHERE tenant_id = :acme AND id = %1$d;
                UPDATE trunkline.audit_entry SET id = %1$d WHERE tenant_id = :acme AND id = %2$d;
                UPDATE trunkline.audit_entry SET id = %2$d WHERE tenant_id = :acme AND id = 1;
                """
                        .formatted(one, other));
        assertFound(new Finding(Kind.CHANGED, 3, one), new Finding(Kind.CHANGED, 7, other));
    }

    @Test
    void namesASealThatWasChanged() throws SQLException {
        for (long position : List.of(4L, last)) {
            trail.tamper(
                    "UPDATE trunkline.audit_seal SET digest = sha256(digest) WHERE tenant_id ="
                            + " :acme AND position = "
                            + position);
        }
        assertFound(
                new Finding(Kind.SEAL_CHANGED, 4, trail.entryAt(4)),
                new Finding(Kind.SEAL_CHANGED, last, trail.entryAt(last)));
    }

    @Test
    void namesASealThatWasDeleted() throws SQLException {
        long entry = trail.entryAt(4);
        trail.tamper("DELETE FROM trunkline.audit_seal WHERE tenant_id = :acme AND position = 4");
        assertFound(new Finding(Kind.SEAL_REMOVED, 4, null), new Finding(Kind.INSERTED, 0, entry));
    }

    @Test
    void namesASealThatHidesAnEntryBehindTheEnd() throws SQLException {
        insert("(SELECT xid FROM trunkline.audit_entry WHERE tenant_id = :acme LIMIT 1)", "now()");
        trail.tamper(
                """
                INSERT INTO trunkline.audit_seal (tenant_id, position, entry_id, digest)
                VALUES (:acme, 9000, 5, sha256(''))
                """);
        assertFound(new Finding(Kind.SEAL_OUTSIDE, 9000, 5L), new Finding(Kind.INSERTED, 0, 5L));
    }

    @Test
    void namesTheSealsThatAnEndMovedBackLeavesBehind() throws SQLException {
        trail.tamper(
                """
                UPDATE trunkline.audit_chain c SET position = s.position, digest = s.digest
                  FROM trunkline.audit_seal s
                 WHERE c.tenant_id = :acme AND s.tenant_id = :acme AND s.position = 8;
                """);
        Finding[] found = outside(9, 10);
        assertEquals(
                List.of(found),
                trail.verify(ACME).findings().stream()
                        .filter(finding -> finding.kind() == Kind.SEAL_OUTSIDE)
                        .toList());
    }

    @Test
    void namesTheSealsOfAChainThatIsGone() throws SQLException {
        trail.tamper("DELETE FROM trunkline.audit_chain WHERE tenant_id = :acme");
        assertFound(outside(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    private Finding[] outside(long... positions) throws SQLException {
        List<Finding> found = new ArrayList<>();
        for (long position : positions) {
            found.add(new Finding(Kind.SEAL_OUTSIDE, position, trail.entryAt(position)));
        }
        return found.toArray(Finding[]::new);
    }

    @Test
    void namesAHundredAndNoMore() throws SQLException {
        trail.write(ACME, 120);
        trail.seal();
        trail.tamper("UPDATE trunkline.audit_entry SET actor = 'x' WHERE tenant_id = :acme");
        assertEquals(100, trail.verify(ACME).findings().size());
    }

    @Test
    void aDigestIsSixtyFourDigits() {
        assertThrows(PluginException.class, () -> new AuditVerification.Kept(1, "abc"));
    }

    @Test
    void servingRolesCannotChangeWhatIsWritten() {
        for (String sql :
                List.of(
                        "UPDATE trunkline.audit_entry SET actor = 'x'",
                        "DELETE FROM trunkline.audit_entry",
                        "UPDATE trunkline.audit_seal SET position = 0",
                        "INSERT INTO trunkline.audit_seal (tenant_id, position, entry_id, digest) VALUES"
                                + " (trunkline.tenant(), 9000, 5, sha256(''))",
                        "DELETE FROM trunkline.audit_seal")) {
            RuntimeException refused =
                    assertThrows(
                            RuntimeException.class,
                            () ->
                                    trail.installation()
                                            .as(
                                                    trail.session("admin", ACME),
                                                    handle -> handle.execute(sql)));
            assertTrue(refused.getMessage().contains("permission denied"), sql);
        }
    }

    private void insert(String xid, String at) throws SQLException {
        trail.tamper(
                """
                INSERT INTO trunkline.audit_entry (tenant_id, id, at, actor, action, object_type, object_id, xid)
                VALUES (:acme, 5, %s, 'x', 'note.x', 'note', 7, %s)
                """
                        .formatted(at, xid));
    }

    private void assertFound(Finding... findings) {
        assertEquals(List.of(findings), trail.verify(ACME).findings());
    }
}
