package io.trunkline.core.audit;

import static io.trunkline.testing.TestTenants.ACME;
import static io.trunkline.testing.TestTenants.GLOBEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.access.AccessLimits;
import io.trunkline.tenancy.access.AccessRules;
import io.trunkline.tenancy.access.AddressRange;
import io.trunkline.tenancy.access.Entrance;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberDraft;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.member.MemberQuery;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.member.WorkingHours;
import io.trunkline.tenancy.member.WorkingHours.Span;
import io.trunkline.tenancy.orgunit.OrgTree;
import io.trunkline.tenancy.orgunit.OrgUnitError;
import io.trunkline.tenancy.orgunit.UnitRecord;
import io.trunkline.tenancy.position.Position;
import io.trunkline.tenancy.position.Positions;
import io.trunkline.tenancy.role.Role;
import io.trunkline.tenancy.role.RoleDraft;
import io.trunkline.tenancy.role.RoleError;
import io.trunkline.tenancy.role.Roles;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Roles, members and units put back to before an entry.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class RestoresTest {

    @Inject AuditTrail trail;
    @Inject AuditRestores restores;
    @Inject Roles roles;
    @Inject MemberAdministration members;
    @Inject Positions positions;
    @Inject OrgTree tree;
    @Inject AccessRules limits;
    @Inject People people;

    @Test
    void anEditedRoleGetsItsRightsBackAndTheTrailNamesTheEntry() {
        RoleDraft first =
                new RoleDraft(
                        "Restored role",
                        List.of("customer.view", "customer.edit"),
                        RowScope.Kind.TEAM,
                        Map.of("phone", Rule.MASKED),
                        true);
        Role made = admin(() -> roles.create(first));
        admin(() -> roles.update(made.id(), 0, role("Worse", List.of("customer.delete"))));
        long entry = entry(ACME, "role.update", "role", made.id());
        assertEquals(1, admin(() -> trail.find(entry)).orElseThrow().version());

        refused(StandardErrorCode.STALE, () -> admin(() -> restores.restore(entry, 0, false)));
        refused(
                StandardErrorCode.NOT_FOUND,
                () -> people.as("admin", GLOBEX, () -> restores.restore(entry, 1, false)));
        Session auditor = with(people.session("supervisor", ACME), "audit.view", "audit.restore");
        refused(
                StandardErrorCode.FORBIDDEN,
                () -> TenantRunner.call(auditor, () -> restores.restore(entry, 1, false)));

        Restored restored = admin(() -> restores.restore(entry, 1, false));
        assertEquals("Restored role", restored.name());
        assertEquals(first, admin(() -> roles.find(made.id())).orElseThrow().draft());
        assertEquals(List.of("" + entry), restoredFrom("role.restore", made.id()));
    }

    @Test
    void aDeletedRoleComesBackWithItsLimitsUnlessItsNameIsTaken() {
        Role made = admin(() -> roles.create(role("Gone role", List.of("customer.view"))));
        AccessLimits office =
                new AccessLimits(List.of(AddressRange.of("10.9.0.0/16", "office")), List.of());
        admin(() -> limits.update(made.id(), 0, office, Entrance.from("192.0.2.1"), false));
        Role edited = admin(() -> roles.update(made.id(), 0, role("Gone role", List.of())));
        admin(() -> delete(edited));
        long edit = entry(ACME, "role.update", "role", made.id());
        long deletion = entry(ACME, "role.delete", "role", made.id());

        refused(RoleError.ROLE_DELETED, () -> admin(() -> restores.restore(edit, 0, false)));
        refused(
                StandardErrorCode.NOT_FOUND,
                () -> people.as("admin", GLOBEX, () -> restores.restore(deletion, 0, false)));
        Role other = admin(() -> roles.create(role("Gone role", List.of())));
        refused(RoleError.ROLE_NAME_TAKEN, () -> admin(() -> restores.restore(deletion, 0, false)));
        admin(() -> delete(other));

        admin(() -> restores.restore(deletion, 0, false));
        Role back = admin(() -> roles.find(made.id())).orElseThrow();
        assertEquals(edited.draft(), back.draft());
        assertEquals(edited.key(), back.key());
        assertTrue(back.version() > edited.version(), "who edits from before is told");
        assertEquals(office, admin(() -> limits.of(made.id())).limits());
        // The edit before the deletion can be taken back now.
        admin(() -> restores.restore(edit, back.version(), false));
        assertEquals(
                List.of("customer.view"),
                admin(() -> roles.find(made.id())).orElseThrow().permissions());
    }

    @Test
    void theLastAdministratorIsKept() {
        Role plain = admin(() -> roles.create(role("Deputy", List.of("customer.view"))));
        admin(() ->
                roles.update(
                        plain.id(), 0, role("Deputy", List.of("role.manage", "member.manage"))));
        long grown = entry(ACME, "role.update", "role", plain.id());
        MemberRecord deputy = named("supervisor");
        admin(() -> members.update(deputy.id(), deputy.version(), with(deputy, plain.id()), true));
        Role admins =
                admin(() -> roles.all().stream().filter(RestoresTest::isAdmin).findFirst())
                        .orElseThrow();
        admin(() ->
                roles.update(
                        admins.id(),
                        admins.version(),
                        admins.draft()
                                .withPermissions(
                                        admins.permissions().stream()
                                                .filter(key -> !key.equals("member.manage"))
                                                .toList())));
        long shrunk = entry(ACME, "role.update", "role", admins.id());

        refused(RoleError.LAST_ADMINISTRATOR, () -> admin(() -> restores.restore(grown, 1, false)));
        admin(() -> restores.restore(shrunk, admins.version() + 1, false));
        admin(() -> restores.restore(grown, 1, false));
        assertEquals(
                admins.permissions(),
                admin(() -> roles.find(admins.id())).orElseThrow().permissions());
        long given = entry(ACME, "member.update", "member", deputy.id());
        admin(() -> restores.restore(given, deputy.version() + 1, false));
        assertEquals(deputy.roles(), named("supervisor").roles());
    }

    @Test
    void aMemberGetsUnitPositionRolesAndHoursBack() {
        Role extra = admin(() -> roles.create(role("Extra", List.of("customer.view"))));
        Position position =
                admin(() -> positions.create("restored", "Restored", List.of(role("agent"))));
        WorkingHours hours =
                new WorkingHours(
                        Map.of(
                                DayOfWeek.MONDAY,
                                List.of(new Span(LocalTime.of(8, 30), LocalTime.of(12, 0)))));
        long north = people.district(ACME, TestTenants.DISTRICT);
        MemberDraft first =
                new MemberDraft(
                        "Before",
                        north,
                        position.id(),
                        List.of(extra.id()),
                        List.of("calm"),
                        List.of("+8613800138000"),
                        hours);
        MemberRecord made = admin(() -> members.add("restored.member", first));
        long south = people.district(ACME, TestTenants.OTHER_DISTRICT);
        admin(() ->
                members.update(
                        made.id(),
                        1,
                        new MemberDraft(
                                "After",
                                south,
                                null,
                                List.of(),
                                List.of(),
                                List.of(),
                                new WorkingHours(Map.of())),
                        false));
        long move = entry(ACME, "member.move", "member", made.id());

        refused(StandardErrorCode.STALE, () -> admin(() -> restores.restore(move, 1, false)));
        refused(
                StandardErrorCode.NOT_FOUND,
                () -> people.as("admin", GLOBEX, () -> restores.restore(move, 2, false)));
        Session district = with(people.session("district", ACME), "audit.view", "audit.restore");
        refused(
                StandardErrorCode.NOT_FOUND,
                () -> TenantRunner.call(district, () -> restores.restore(move, 2, false)));

        Restored restored = admin(() -> restores.restore(move, 2, false));
        assertEquals("Before", restored.name());
        MemberRecord back = admin(() -> members.find(made.id())).orElseThrow();
        assertEquals(made.roles(), back.roles(), "those of the position as such again");
        assertEquals(MemberDraft.of(made), MemberDraft.of(back));
        assertEquals(List.of("" + move), restoredFrom("member.restore", made.id()));

        admin(() -> members.update(back.id(), back.version(), without(back), false));
        admin(() -> delete(extra));
        long taken = entry(ACME, "member.update", "member", made.id());
        PluginException gone =
                refused(
                        MemberError.HAD_ROLE_GONE,
                        () -> admin(() -> restores.restore(taken, back.version() + 1, false)));
        assertEquals(List.of(extra.key()), gone.arguments());
    }

    @Test
    void whoHasMoreRightsIsPutBackByNobodyBelow() {
        long north = people.district(ACME, TestTenants.DISTRICT);
        Role above = admin(() -> roles.create(role("Above", List.of("customer.view"))));
        MemberDraft first = withRoles(plain("Before").inUnit(north), List.of(above.id()));
        MemberRecord made = admin(() -> members.add("above.acme", first));
        MemberDraft later = withRoles(plain("After").inUnit(north), List.of(above.id()));
        // Her own entry, of a time when she managed roles: one of someone above she would not see.
        TenantRunner.call(
                with(people.session("district", ACME), "role.manage"),
                () -> members.update(made.id(), 1, later, true));
        long entry = entry(ACME, "member.update", "member", made.id());
        Session district = with(people.session("district", ACME), "audit.view", "audit.restore");
        refused(
                MemberError.ROLE_NOT_DELEGABLE,
                () -> TenantRunner.call(district, () -> restores.restore(entry, 2, true)));
        assertEquals("Before", admin(() -> restores.restore(entry, 2, true)).name());
    }

    @Test
    void aDisabledMemberComesInAgainAndNobodyRestoresHerself() {
        MemberRecord made = admin(() -> members.add("shut.out", plain("Shut out")));
        admin(() -> members.disable(made.id(), 1, false));
        long entry = entry(ACME, "member.disable", "member", made.id());
        admin(() -> restores.restore(entry, 2, false));
        MemberRecord back = admin(() -> members.find(made.id())).orElseThrow();
        assertTrue(back.member().active());
        long again = entry(ACME, "member.restore", "member", made.id());
        admin(() -> restores.restore(again, back.version(), false));
        assertFalse(
                admin(() -> members.find(made.id())).orElseThrow().member().active(),
                "a restoration is taken back like any change");

        Long self = people.session("admin", ACME).actor().memberId();
        Role second = admin(() -> roles.create(role("Second", List.of())));
        MemberRecord me = named("admin");
        Session deputy = with(people.session("supervisor", ACME), "member.manage", "role.manage");
        TenantRunner.call(
                deputy, () -> members.update(me.id(), me.version(), with(me, second.id()), true));
        long mine = entry(ACME, "member.update", "member", me.id());
        assertEquals(self, me.id());
        refused(
                MemberError.MEMBER_SELF,
                () -> admin(() -> restores.restore(mine, me.version() + 1, false)));
        Session restorer = with(deputy, "audit.view", "audit.restore");
        TenantRunner.call(restorer, () -> restores.restore(mine, me.version() + 1, false));
        assertEquals(me.roles(), named("admin").roles());
    }

    @Test
    void aClosedUnitOpensAgainWithItsOtherNames() {
        long root = people.root(ACME).id();
        UnitRecord east =
                admin(() ->
                        tree.create(root, OrgUnit.Kind.DISTRICT, "Far East", List.of("Orient")));
        admin(() -> close(east.id(), 1));
        long closing = entry(ACME, "org-unit.close", "org-unit", east.id());
        refused(
                StandardErrorCode.NOT_FOUND,
                () -> people.as("admin", GLOBEX, () -> restores.restore(closing, 2, false)));
        UnitRecord taker =
                admin(() -> tree.create(root, OrgUnit.Kind.DISTRICT, "orient", List.of()));
        PluginException taken =
                refused(
                        OrgUnitError.UNIT_NAME_TAKEN,
                        () -> admin(() -> restores.restore(closing, 2, false)));
        assertEquals(List.of("Orient"), taken.arguments());
        admin(() -> close(taker.id(), 1));
        refused(StandardErrorCode.STALE, () -> admin(() -> restores.restore(closing, 1, false)));

        admin(() -> restores.restore(closing, 2, false));
        UnitRecord back = admin(() -> tree.find(east.id())).orElseThrow();
        assertEquals(List.of("Orient"), back.aliases());
        assertEquals(root, back.unit().parentId());
        assertEquals(List.of("" + closing), restoredFrom("org-unit.restore", east.id()));

        admin(() -> tree.rename(east.id(), back.version(), "Near East", List.of()));
        long renaming = entry(ACME, "org-unit.update", "org-unit", east.id());
        admin(() -> restores.restore(renaming, back.version() + 1, false));
        UnitRecord named = admin(() -> tree.find(east.id())).orElseThrow();
        assertEquals("Far East", named.unit().name());
        assertEquals(List.of("Orient"), named.aliases());
        admin(() -> close(east.id(), named.version()));
    }

    @Test
    void aMovedUnitGoesBackUnlessWhereItLayIsClosed() {
        long north = people.district(ACME, TestTenants.DISTRICT);
        UnitRecord grid =
                admin(() -> tree.create(north, OrgUnit.Kind.GRID, "Restored grid", List.of()));
        UnitRecord team =
                admin(() -> tree.create(grid.id(), OrgUnit.Kind.TEAM, "Restored team", List.of()));
        admin(() -> tree.move(team.id(), 1, north, null));
        long move = entry(ACME, "org-unit.move", "org-unit", team.id());
        admin(() -> close(grid.id(), 1));
        refused(OrgUnitError.HAD_PARENT_GONE, () -> admin(() -> restores.restore(move, 2, false)));
        long closing = entry(ACME, "org-unit.close", "org-unit", grid.id());
        admin(() -> restores.restore(closing, 2, false));
        admin(() -> restores.restore(move, 2, false));
        UnitRecord back = admin(() -> tree.find(team.id())).orElseThrow();
        assertEquals(grid.id(), back.unit().parentId());
        admin(() -> close(team.id(), back.version()));
        admin(() -> close(grid.id(), admin(() -> tree.find(grid.id())).orElseThrow().version()));
    }

    private boolean close(long id, int version) {
        tree.close(id, version);
        return true;
    }

    private boolean delete(Role role) {
        roles.delete(role.id(), role.version());
        return true;
    }

    private long entry(String tenant, String action, String type, long id) {
        AuditQuery query = new AuditQuery(null, null, null, action, type, id, null, null, 50);
        return people.as("admin", tenant, () -> trail.list(query)).items().getFirst().id();
    }

    private static List<String> restoredFrom(String action, long id) {
        return Database.texts(
                "SELECT after ->> 'restoredFrom' FROM trunkline.audit_entry WHERE action = '%s' AND object_id = %d ORDER BY id"
                        .formatted(action, id));
    }

    private MemberRecord named(String name) {
        String username = TestTenants.username(name, ACME);
        return admin(() -> members.list(new MemberQuery(username, null, null, null, null, 50)))
                .members()
                .stream()
                .filter(member -> member.member().username().equals(username))
                .findFirst()
                .orElseThrow();
    }

    private long role(String key) {
        return admin(() -> roles.all()).stream()
                .filter(role -> role.key().equals(key))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static boolean isAdmin(Role role) {
        return role.key().equals("admin");
    }

    private MemberDraft plain(String name) {
        return new MemberDraft(
                name,
                people.district(ACME, TestTenants.DISTRICT),
                null,
                List.of(role("agent")),
                List.of(),
                List.of(),
                new WorkingHours(Map.of()));
    }

    private static MemberDraft with(MemberRecord member, long role) {
        MemberDraft draft = MemberDraft.of(member);
        Set<Long> held = new HashSet<>(draft.roleIds());
        held.add(role);
        return withRoles(draft, List.copyOf(held));
    }

    private static MemberDraft without(MemberRecord member) {
        return withRoles(MemberDraft.of(member), List.of());
    }

    private static MemberDraft withRoles(MemberDraft draft, List<Long> held) {
        return new MemberDraft(
                draft.name(),
                draft.orgUnitId(),
                draft.positionId(),
                held,
                draft.skills(),
                draft.phones(),
                draft.hours());
    }

    private static RoleDraft role(String name, List<String> permissions) {
        return new RoleDraft(name, permissions, RowScope.Kind.TENANT, Map.of(), false);
    }

    private static Session with(Session session, String... more) {
        Set<String> permissions = new HashSet<>(session.permissions());
        permissions.addAll(List.of(more));
        return new Session(
                session.tenant(),
                session.actor(),
                permissions,
                session.scope(),
                session.fields(),
                session.locale(),
                session.zone());
    }

    private <T> T admin(Supplier<T> action) {
        return people.as("admin", ACME, action::get);
    }

    private static PluginException refused(ErrorCode code, Executable action) {
        PluginException refusal = assertThrows(PluginException.class, action);
        assertEquals(code, refusal.code());
        return refusal;
    }
}
