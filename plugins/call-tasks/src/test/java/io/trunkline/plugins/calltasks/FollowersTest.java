package io.trunkline.plugins.calltasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.plugins.calltasks.dispatch.Assignment;
import io.trunkline.plugins.calltasks.work.CallTask;
import io.trunkline.plugins.calltasks.work.Disposition;
import io.trunkline.plugins.calltasks.work.MyQueue;
import io.trunkline.plugins.calltasks.work.Outcome;
import io.trunkline.spi.OpenWork;
import io.trunkline.spi.OrgUnitChanged;
import io.trunkline.spi.OrgUnitChanged.Change;
import io.trunkline.spi.WorkHandedOver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FollowersTest {

    private static PluginSchemaInTest schema;

    @BeforeAll
    static void openTables() throws Exception {
        schema = PluginSchemaInTest.fresh();
    }

    @Test
    void aLeaversTasksAndCallBacksGoToOthersInTurn() {
        Company company = new Company(schema, 201);
        company.customers(9, Company.NORTH);
        Person leaver = company.agent(Company.NORTH_A);
        Person first = company.agent(Company.NORTH_A);
        Person second = company.agent(Company.NORTH_B);
        assign(company, 9, leaver);
        CallTask claimed = company.plugin.workbench().next(leaver).orElseThrow();
        company.plugin
                .workbench()
                .save(
                        leaver,
                        claimed.id(),
                        new Outcome(
                                "later",
                                Disposition.CALL_BACK,
                                null,
                                company.now.plus(Duration.ofHours(1)),
                                null));
        CallTask held = company.plugin.workbench().next(leaver).orElseThrow();
        assertEquals(8, work(company, leaver, "tasks"));
        assertEquals(1, work(company, leaver, "call-backs"));

        WorkHandedOver handover =
                new WorkHandedOver(7, leaver.id(), List.of(first.id(), second.id()), "leaves");
        company.tell(70, handover);

        assertEquals(0, work(company, leaver, "tasks") + work(company, leaver, "call-backs"));
        MyQueue one = company.plugin.workbench().queue(first);
        MyQueue two = company.plugin.workbench().queue(second);
        List<Integer> shares =
                List.of(
                        one.assigned().size() + one.callBacks().size(),
                        two.assigned().size() + two.callBacks().size());
        assertEquals(List.of(5, 4), shares);
        assertEquals(1, one.callBacks().size() + two.callBacks().size());
        assertEquals(
                company.now.plus(Duration.ofHours(1)),
                (one.callBacks().isEmpty() ? two : one).callBacks().getFirst().callBackAt());
        assertTrue(
                one.assigned().stream().anyMatch(task -> task.id() == held.id())
                        || two.assigned().stream().anyMatch(task -> task.id() == held.id()),
                "what she had in front of her can be claimed again");
        assertTrue(company.plugin.workbench().held(leaver).isEmpty());
        assertTrue(company.plugin.workbench().next(first).isPresent());
    }

    @Test
    void anEventThatComesAgainMovesNothingMore() {
        Company company = new Company(schema, 202);
        company.customers(4, Company.NORTH);
        Person leaver = company.agent(Company.NORTH_A);
        Person other = company.agent(Company.NORTH_A);
        assign(company, 2, leaver);
        WorkHandedOver handover = new WorkHandedOver(8, leaver.id(), List.of(other.id()), "moves");
        company.tell(80, handover);
        assertEquals(2, work(company, other, "tasks"));
        assign(company, 2, leaver);
        company.tell(80, handover);
        assertEquals(2, work(company, leaver, "tasks"), "her new work is hers");
        assertEquals(2, work(company, other, "tasks"));
    }

    @Test
    void whereNoReceiverMayWorkTheTaskGoesBackToItsPool() throws SQLException {
        Company company = new Company(schema, 203);
        company.customers(3, Company.NORTH);
        Person leaver = company.agent(Company.NORTH_A);
        Person southern = company.agent(Company.SOUTH_A);
        assign(company, 3, leaver);
        company.tell(90, new WorkHandedOver(9, leaver.id(), List.of(southern.id()), ""));
        assertEquals(0, work(company, southern, "tasks"));
        assertEquals(List.of("11 ready 3"), places(203));
        assertEquals(
                3,
                company.plugin.openWork().stream()
                        .filter(kind -> kind.kind().equals("tasks"))
                        .mapToLong(kind -> kind.inUnit(company.platform(), Company.NORTH_A))
                        .sum());

        Person next = company.agent(Company.NORTH_A);
        assertTrue(company.plugin.workbench().next(next).isPresent(), "none is lost");
    }

    @Test
    void aMovedTeamKeepsWhatItCanSeeAndLeavesTheRestToTheCustomersDistrict() throws SQLException {
        Company company = new Company(schema, 204);
        company.customers(2, Company.NORTH);
        company.customers(3, Company.NORTH_A);
        Person agent = company.agent(Company.NORTH_A);
        company.dispatched();
        company.plugin
                .dispatch()
                .assign(
                        company.lead(Company.NORTH),
                        Assignment.byHand(null, Company.NORTH, 10, agent.id()));
        company.plugin
                .dispatch()
                .assign(
                        company.lead(Company.NORTH),
                        Assignment.byHand(null, Company.NORTH_A, 10, agent.id()));
        assertEquals(List.of("11 assigned 5"), places(204));

        OrgUnitChanged change =
                new OrgUnitChanged(Company.NORTH_A, Change.MOVED, Company.NORTH, Company.SOUTH);
        assertThrows(
                IllegalStateException.class,
                () -> company.tell(100, change),
                "the tree this node knows is older than the event");
        company.move(Company.NORTH_A, Company.SOUTH);
        company.tell(100, change);
        assertEquals(List.of("10 ready 2", "11 assigned 3"), places(204));
        company.tell(100, change);
        assertEquals(List.of("10 ready 2", "11 assigned 3"), places(204));
    }

    @Test
    void aHandoverOfOneTenantTouchesNoOther() {
        Company ours = new Company(schema, 205);
        Company theirs = new Company(schema, 206);
        ours.customers(2, Company.NORTH);
        theirs.customers(2, Company.NORTH);
        Person leaver = ours.agent(Company.NORTH_A);
        Person other = ours.agent(Company.NORTH_A);
        assign(ours, 2, leaver);
        theirs.tell(110, new WorkHandedOver(11, leaver.id(), List.of(other.id()), ""));
        assertEquals(2, work(ours, leaver, "tasks"));
    }

    private static void assign(Company company, int count, Person agent) {
        company.dispatched();
        company.plugin
                .dispatch()
                .assign(
                        company.lead(Company.NORTH),
                        Assignment.byHand(null, Company.NORTH, count, agent.id()));
    }

    private static long work(Company company, Person person, String kind) {
        return company.plugin.openWork().stream()
                .filter(work -> work.kind().equals(kind))
                .mapToLong((OpenWork work) -> work.ofMember(company.platform(), person.id()))
                .sum();
    }

    private static List<String> places(int tenant) throws SQLException {
        try (Connection connection = schema.superuser();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT coalesce(string_agg(place, ','), '') FROM (
                                    SELECT org_unit_id || ' ' || status || ' ' || count(*) AS place
                                      FROM call_task WHERE tenant_id = %d
                                     GROUP BY org_unit_id, status ORDER BY org_unit_id, status) AS places
                                """
                                        .formatted(tenant))) {
            rows.next();
            return List.of(rows.getString(1).split(","));
        }
    }
}
