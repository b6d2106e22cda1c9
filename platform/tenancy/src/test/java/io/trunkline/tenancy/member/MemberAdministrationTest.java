package io.trunkline.tenancy.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.limit.LimitsConfig;
import io.trunkline.tenancy.limit.SeatMeter;
import io.trunkline.tenancy.position.Position;
import io.trunkline.tenancy.position.PositionError;
import io.trunkline.tenancy.position.Positions;
import io.trunkline.tenancy.role.Administrators;
import io.trunkline.tenancy.role.RoleError;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.WorkSource;
import io.trunkline.tenancy.work.Workload;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MemberAdministrationTest {

    private Installation installation;
    private MemberAdministration members;
    private Positions positions;
    private long openWork;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        members =
                new MemberAdministration(
                        installation.tenants(),
                        installation.orgUnits(),
                        installation.ids(),
                        installation.audit(),
                        new InternationalOnly(),
                        new Workload(List.of(new Tasks()), installation.sessions()),
                        new Administrators(),
                        new Limits(
                                installation.tenants(),
                                new SmallRyeConfigBuilder()
                                        .withMapping(LimitsConfig.class)
                                        .build()
                                        .getConfigMapping(LimitsConfig.class),
                                List.of(new SeatMeter())));
        positions =
                new Positions(
                        installation.tenants(),
                        installation.ids(),
                        installation.audit(),
                        new Administrators());
    }

    @Test
    void aDistrictsAdministratorSeesHerDistrictAlone() {
        district(() -> {
            Set<String> names =
                    members.list(MemberQuery.of(null)).members().stream()
                            .map(member -> member.member().username())
                            .collect(Collectors.toSet());
            assertEquals(
                    Set.of(
                            "district.acme",
                            "lead.acme",
                            "agent1.acme",
                            "agent2.acme",
                            "agent3.acme"),
                    names);
            assertTrue(members.find(id("agent4")).isEmpty());
            assertTrue(members.find(id("supervisor")).isEmpty());
            refused(StandardErrorCode.NOT_FOUND, () -> members.disable(id("lead2"), 1, true));
            refused(StandardErrorCode.NOT_FOUND, () -> members.disable(id("admin"), 1, true));
            return true;
        });
        assertEquals(13, admin(() -> members.list(MemberQuery.of(null))).total());
    }

    @Test
    void theListIsSearchedFilteredAndPaged() {
        admin(() -> {
            MemberQuery two = new MemberQuery("AGENT", null, null, null, null, 2);
            MemberPage first = members.list(two);
            assertEquals(List.of("agent5.acme", "agent4.acme"), usernames(first));
            assertEquals(6, first.total());
            MemberPage second =
                    members.list(new MemberQuery("agent", null, true, null, first.next(), 2));
            assertEquals(List.of("agent1.acme", "agent6.acme"), usernames(second));
            assertEquals(
                    List.of("lead2.acme"),
                    usernames(
                            members.list(
                                    new MemberQuery(
                                            null,
                                            unit("South District"),
                                            null,
                                            role("lead"),
                                            null,
                                            50))));
            assertEquals(
                    0, members.list(new MemberQuery(null, null, false, null, null, 50)).total());
            return true;
        });
    }

    @Test
    void aMemberIsAddedWithAllThatIsKeptOfHer() {
        WorkingHours hours =
                new WorkingHours(
                        Map.of(
                                DayOfWeek.MONDAY,
                                List.of(
                                        new WorkingHours.Span(
                                                LocalTime.of(13, 30), LocalTime.of(17, 30)),
                                        new WorkingHours.Span(
                                                LocalTime.of(8, 30), LocalTime.of(12, 0)))));
        MemberRecord added =
                district(() ->
                        members.add(
                                "new.acme",
                                new MemberDraft(
                                        " New One ",
                                        unit("1"),
                                        null,
                                        List.of(role("agent")),
                                        List.of("broadband", "broadband", " "),
                                        List.of("+86 138 1234 5678"),
                                        hours)));
        assertEquals("New One", added.member().name());
        assertEquals(List.of("broadband"), added.skills());
        assertEquals(List.of("+8613812345678"), added.phones());
        assertEquals(LocalTime.of(8, 30), added.hours().on(DayOfWeek.MONDAY).getFirst().from());
        assertTrue(
                installation
                        .sessions()
                        .member("acme", "new.acme")
                        .orElseThrow()
                        .permissions()
                        .contains("call-tasks.work"));
        district(() -> {
            refused(
                    MemberError.USERNAME_TAKEN,
                    () -> members.add("new.acme", MemberDraft.of(added)));
            refused(
                    MemberError.USERNAME_INVALID,
                    () -> members.add("New Acme", MemberDraft.of(added)));
            refused(
                    MemberError.MEMBER_UNIT_UNKNOWN,
                    () -> members.add("x.acme", MemberDraft.of(added).inUnit(1)));
            refused(
                    MemberError.MEMBER_PHONE_INVALID,
                    () ->
                            members.add(
                                    "x.acme",
                                    new MemberDraft(
                                            "X",
                                            unit("1"),
                                            null,
                                            List.of(),
                                            List.of(),
                                            List.of("12"),
                                            WorkingHours.NONE)));
            return true;
        });
    }

    @Test
    void hoursThatOverlapOrEndBeforeTheyStartAreRefused() {
        refused(MemberError.HOURS_INVALID, () -> hours(12, 8));
        refused(MemberError.HOURS_INVALID, () -> hours(8, 8));
        refused(MemberError.HOURS_INVALID, () -> hours(8, 12, 11, 14));
        assertEquals(2, hours(8, 12, 12, 14).on(DayOfWeek.FRIDAY).size());
    }

    @Test
    void nobodyIsMovedOutOfTheReachOfWhoMovesHer() {
        district(() -> {
            MemberRecord agent = members.find(id("agent1")).orElseThrow();
            MemberDraft away = MemberDraft.of(agent).inUnit(unit("South District"));
            refused(
                    MemberError.MEMBER_LEAVES_REACH,
                    () -> members.update(agent.id(), 1, away, true));
            MemberRecord moved =
                    members.update(
                            agent.id(),
                            1,
                            MemberDraft.of(agent).inUnit(unit("North District")),
                            true);
            assertEquals(unit("North District"), moved.member().orgUnitId());
            return true;
        });
        admin(() -> {
            MemberRecord agent = members.find(id("agent1")).orElseThrow();
            members.update(
                    agent.id(),
                    agent.version(),
                    MemberDraft.of(agent).inUnit(unit("South District")),
                    true);
            return true;
        });
        assertTrue(district(() -> members.find(id("agent1"))).isEmpty());
    }

    @Test
    void nobodyRaisesHerselfOrGivesWhatIsNotHersToGive() {
        district(() -> {
            MemberRecord self = members.find(id("district")).orElseThrow();
            refused(
                    MemberError.MEMBER_SELF,
                    () -> members.update(self.id(), 1, with(self, role("lead")), true));
            refused(MemberError.MEMBER_SELF, () -> members.disable(self.id(), 1, true));
            MemberDraft renamed =
                    new MemberDraft(
                            "Still Me",
                            self.member().orgUnitId(),
                            null,
                            self.extraRoles(),
                            List.of(),
                            List.of(),
                            WorkingHours.NONE);
            assertEquals("Still Me", members.update(self.id(), 1, renamed, true).member().name());

            MemberRecord agent = members.find(id("agent1")).orElseThrow();
            refused(
                    MemberError.ROLE_NOT_DELEGABLE,
                    () -> members.update(agent.id(), 1, with(agent, role("admin")), true));
            members.update(agent.id(), 1, with(agent, role("lead")), true);
            return true;
        });
        admin(() -> members.update(id("agent2"), 1, with("agent2", role("supervisor")), true));
        district(() -> {
            refused(
                    MemberError.ROLE_NOT_DELEGABLE,
                    () -> members.update(id("agent2"), 2, with("agent2", role("agent")), true));
            refused(MemberError.ROLE_NOT_DELEGABLE, () -> members.disable(id("agent2"), 2, true));
            return true;
        });
    }

    /// Her phone and her hours are as little a district's to set as her roles.
    @Test
    void whoHasMoreRightsIsNotChangedFromBelow() {
        MemberRecord chief =
                admin(() ->
                        members.add(
                                "chief.acme",
                                new MemberDraft(
                                        "Chief",
                                        unit("North District"),
                                        null,
                                        List.of(role("admin")),
                                        List.of(),
                                        List.of(),
                                        WorkingHours.NONE)));
        MemberDraft renamed =
                new MemberDraft(
                        "Renamed",
                        chief.member().orgUnitId(),
                        null,
                        chief.extraRoles(),
                        List.of("sales"),
                        List.of("+86 138 1234 5678"),
                        WorkingHours.NONE);
        district(() -> {
            PluginException refusal =
                    assertThrows(
                            PluginException.class,
                            () -> members.update(chief.id(), 1, renamed, true));
            assertEquals(MemberError.ROLE_NOT_DELEGABLE, refusal.code());
            assertEquals(List.<Object>of("admin"), refusal.arguments());
            return true;
        });
        assertEquals(
                "Renamed",
                TenantRunner.call(
                        session("chief"),
                        () -> members.update(chief.id(), 1, renamed, true).member().name()),
                "her own profile is hers");
        admin(() -> members.update(chief.id(), 2, MemberDraft.of(chief), true));
    }

    @Test
    void whoIsDisabledIsRefusedAndCanComeBack() throws InterruptedException {
        assertTrue(installation.sessions().member("acme", "agent1.acme").isPresent());
        openWork = 4;
        long agent = id("agent1");
        MemberRecord gone =
                district(() -> {
                    PluginException waiting =
                            assertThrows(
                                    PluginException.class,
                                    () -> members.disable(id("agent1"), 1, false));
                    assertEquals(MemberError.MEMBER_HAS_WORK, waiting.code());
                    assertEquals(List.<Object>of(4L), waiting.arguments());
                    return members.disable(id("agent1"), 1, true);
                });
        assertFalse(gone.member().active());
        Thread.sleep(1_050);
        assertTrue(installation.sessions().member("acme", "agent1.acme").isEmpty());
        district(() -> members.enable(agent, 2));
        Thread.sleep(1_050);
        assertTrue(installation.sessions().member("acme", "agent1.acme").isPresent());
    }

    @Test
    void rightsFollowThePosition() {
        Position caller = admin(() -> positions.create("caller", "Caller", List.of(role("agent"))));
        admin(() -> {
            refused(
                    PositionError.POSITION_KEY_TAKEN,
                    () -> positions.create("caller", "Other", List.of()));
            refused(
                    PositionError.POSITION_ROLE_UNKNOWN,
                    () -> positions.create("other", "Other", List.of(1L)));
            MemberRecord lead = members.find(id("lead")).orElseThrow();
            MemberRecord holder =
                    members.update(
                            lead.id(),
                            1,
                            new MemberDraft(
                                    "Lead",
                                    lead.member().orgUnitId(),
                                    caller.id(),
                                    List.of(role("lead")),
                                    List.of(),
                                    List.of(),
                                    WorkingHours.NONE),
                            true);
            assertEquals(List.of("agent+", "lead"), keys(holder));
            positions.update(caller.id(), 1, "Caller", List.of(role("supervisor")));
            assertEquals(
                    List.of("lead", "supervisor+"),
                    keys(members.find(lead.id()).orElseThrow()),
                    "what was given besides stays");
            refused(
                    StandardErrorCode.STALE,
                    () -> positions.update(caller.id(), 1, "Caller", List.of()));
            refused(PositionError.POSITION_HELD, () -> positions.remove(caller.id(), 2));
            members.update(lead.id(), 2, with(holder, null, role("lead")), true);
            assertEquals(List.of("lead"), keys(members.find(lead.id()).orElseThrow()));
            positions.remove(caller.id(), 2);
            return true;
        });
        assertTrue(
                audited("member.roles").getFirst().contains("supervisor"),
                "everyone whose rights changed has an entry");
        district(() -> {
            refused(
                    StandardErrorCode.FORBIDDEN,
                    () -> positions.create("mine", "Mine", List.of(role("lead"))));
            return true;
        });
    }

    @Test
    void theLastAdministratorStays() {
        admin(() ->
                members.add(
                        "second.acme",
                        new MemberDraft(
                                "Second",
                                members.find(id("admin")).orElseThrow().member().orgUnitId(),
                                null,
                                List.of(role("admin")),
                                List.of(),
                                List.of(),
                                WorkingHours.NONE)));
        Session first = session("admin");
        Session second = session("second");
        TenantRunner.run(second, () -> members.disable(first.actor().requireMember(), 1, true));
        // Her session was opened before: she would shut out the other one at the same time.
        TenantRunner.run(
                first,
                () ->
                        refused(
                                RoleError.LAST_ADMINISTRATOR,
                                () -> members.disable(second.actor().requireMember(), 1, true)));
    }

    @Test
    void ofTwoWhoEditAtOnceTheSecondIsTold() {
        admin(() -> {
            members.update(id("agent1"), 1, with("agent1", role("lead")), true);
            refused(
                    StandardErrorCode.STALE,
                    () -> members.update(id("agent1"), 1, with("agent1", role("agent")), true));
            return true;
        });
    }

    @Test
    void aMembersPeopleAreNobodyInAnotherTenant() {
        TenantRunner.run(
                installation.session("admin", TestTenants.GLOBEX),
                () -> {
                    assertTrue(members.find(id("agent1")).isEmpty());
                    refused(
                            StandardErrorCode.NOT_FOUND,
                            () -> members.disable(id("agent1"), 1, true));
                    assertTrue(
                            members.list(MemberQuery.of(null)).members().stream()
                                    .noneMatch(m -> m.member().username().endsWith(".acme")));
                });
    }

    @Test
    void withoutThePermissionNothingIsListed() {
        TenantRunner.run(
                session("lead"),
                () ->
                        refused(
                                StandardErrorCode.FORBIDDEN,
                                () -> members.list(MemberQuery.of(null))));
        assertFalse(session("lead").may(CorePermissions.MEMBER_MANAGE));
    }

    private List<String> audited(String action) {
        return installation.as(
                session("admin"),
                handle ->
                        handle.createQuery(
                                        "SELECT after::text FROM trunkline.audit_entry WHERE action = ? ORDER BY id")
                                .bind(0, action)
                                .mapTo(String.class)
                                .list());
    }

    private static WorkingHours hours(int... edges) {
        List<WorkingHours.Span> spans = new ArrayList<>();
        for (int edge = 0; edge < edges.length; edge += 2) {
            spans.add(
                    new WorkingHours.Span(
                            LocalTime.of(edges[edge], 0), LocalTime.of(edges[edge + 1], 0)));
        }
        return new WorkingHours(Map.of(DayOfWeek.FRIDAY, spans));
    }

    private static List<String> keys(MemberRecord member) {
        return member.roles().stream()
                .map(role -> role.key() + (role.byPosition() ? "+" : ""))
                .toList();
    }

    private MemberDraft with(String name, long role) {
        return with(members.find(id(name)).orElseThrow(), role);
    }

    private static MemberDraft with(MemberRecord member, long role) {
        return with(member, member.positionId(), role);
    }

    private static MemberDraft with(MemberRecord member, Long position, long role) {
        return new MemberDraft(
                member.member().name(),
                member.member().orgUnitId(),
                position,
                List.of(role),
                member.skills(),
                member.phones(),
                member.hours());
    }

    private static void refused(ErrorCode code, Runnable attempt) {
        assertEquals(code, assertThrows(PluginException.class, attempt::run).code());
    }

    private static List<String> usernames(MemberPage page) {
        return page.members().stream().map(member -> member.member().username()).toList();
    }

    private <T> T admin(TenantRunner.Action<T, RuntimeException> action) {
        return TenantRunner.call(session("admin"), action);
    }

    private <T> T district(TenantRunner.Action<T, RuntimeException> action) {
        return TenantRunner.call(session("district"), action);
    }

    private Session session(String name) {
        return installation.session(name, TestTenants.ACME);
    }

    private long id(String name) {
        return session(name).actor().memberId();
    }

    private long unit(String name) {
        return TenantRunner.call(
                session("admin"),
                () ->
                        installation.orgUnits().all().stream()
                                .filter(unit -> unit.name().equals(name))
                                .findFirst()
                                .orElseThrow()
                                .id());
    }

    private long role(String key) {
        return admin(members::roles).stream()
                .filter(role -> role.key().equals(key))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private final class Tasks implements WorkSource {

        @Override
        public List<WorkCount> ofMember(long memberId) {
            return List.of(new WorkCount("call-tasks", "tasks", openWork));
        }

        @Override
        public List<WorkCount> inUnit(long orgUnitId) {
            return List.of();
        }
    }
}
