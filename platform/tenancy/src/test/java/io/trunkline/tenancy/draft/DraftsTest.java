package io.trunkline.tenancy.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.TenantRunner;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DraftsTest {

    private static final long CUSTOMER = 42;

    private Installation installation;
    private Drafts drafts;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        drafts = new Drafts(installation.tenants());
    }

    @Test
    void aDraftIsTheMembersAloneAndTheLastOneCounts() {
        save("agent1", "acme", "first");
        save("agent1", "acme", "second");
        save("agent1", "globex", "theirs");

        assertEquals(Optional.of("second"), note("agent1", "acme"));
        assertEquals(Optional.of("theirs"), note("agent1", "globex"));
        assertEquals(Optional.empty(), note("agent2", "acme"));

        run("agent1", "acme", () -> drafts.drop("customer.note", CUSTOMER));
        assertEquals(Optional.empty(), note("agent1", "acme"));
        assertEquals(Optional.of("theirs"), note("agent1", "globex"));
    }

    @Test
    void anEndlessTextIsRefused() {
        assertThrows(
                PluginException.class,
                () -> save("agent1", "acme", "x".repeat(Drafts.LONGEST + 1)));
    }

    @Test
    void aTicketReplacesOneDraftWithoutASignIn() {
        DraftTickets tickets = tickets("a key", Duration.ZERO);
        String ticket = issue(tickets);

        assertTrue(tickets.redeem(ticket, Map.of("note", "last words")));
        assertEquals(Optional.of("last words"), note("agent1", "acme"));
        assertEquals(Optional.empty(), note("agent1", "globex"));
    }

    @Test
    void aTicketOfAnotherKeyOrTimeOrPersonIsWorthNothing() throws SQLException {
        String ticket = issue(tickets("a key", Duration.ZERO));
        Map<String, String> words = Map.of("note", "forged");

        assertFalse(tickets("another key", Duration.ZERO).redeem(ticket, words));
        assertFalse(tickets("a key", Duration.ofHours(14)).redeem(ticket, words));
        assertFalse(tickets("a key", Duration.ZERO).redeem("x" + ticket, words));
        assertFalse(tickets("a key", Duration.ZERO).redeem("nothing", words));
        installation.asSuperuser(
                "UPDATE trunkline.member SET state = 'disabled' WHERE username = 'agent2.acme'");
        assertEquals(Optional.empty(), note("agent1", "acme"));
    }

    @Test
    void oldDraftsAreDropped() throws SQLException {
        save("agent1", "acme", "old");
        save("agent2", "acme", "new");
        installation.asSuperuser(
                """
                UPDATE trunkline.draft SET saved_at = now() - interval '8 days'
                 WHERE fields->>'note' = 'old'
                """);
        assertEquals(Optional.empty(), note("agent1", "acme"));
        TenantRunner.run(
                installation
                        .sessions()
                        .platform(installation.session("admin", "acme").tenant().id()),
                new DraftTidying(installation.tenants())::run);
        List<String> left =
                installation.as(
                        installation.session("admin", "acme"),
                        handle ->
                                handle.createQuery("SELECT fields->>'note' FROM trunkline.draft")
                                        .mapTo(String.class)
                                        .list());
        assertEquals(List.of("new"), left);
    }

    private String issue(DraftTickets tickets) {
        return TenantRunner.call(
                installation.session("agent1", "acme"),
                () -> tickets.issue("agent1.acme", "customer.note", CUSTOMER));
    }

    private DraftTickets tickets(String key, Duration later) {
        return new DraftTickets(
                drafts,
                installation.sessions(),
                key,
                Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC));
    }

    private void save(String name, String tenant, String note) {
        run(name, tenant, () -> drafts.save("customer.note", CUSTOMER, Map.of("note", note)));
    }

    private Optional<String> note(String name, String tenant) {
        return TenantRunner.call(
                installation.session(name, tenant),
                () ->
                        drafts.find("customer.note", CUSTOMER)
                                .map(draft -> draft.fields().get("note")));
    }

    private void run(String name, String tenant, Runnable action) {
        TenantRunner.run(installation.session(name, tenant), action);
    }
}
