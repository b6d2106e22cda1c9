package io.trunkline.tenancy.orgunit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.Event;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.OrgUnitChanged;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.WorkSource;
import io.trunkline.tenancy.work.Workload;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OrgTreeTest {

    private final List<Event> told = new ArrayList<>();
    private Installation installation;
    private OrgTree tree;
    private long customersInUnits;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        tree =
                new OrgTree(
                        installation.tenants(),
                        installation.orgUnits(),
                        installation.ids(),
                        installation.audit(),
                        (handle, event) -> told.add(event),
                        new Workload(List.of(new Customers()), installation.sessions()));
    }

    @Test
    void aTreeGrowsFromCityToTeam() {
        editor(() -> {
            UnitRecord east =
                    tree.create(root(), OrgUnit.Kind.DISTRICT, " East District ", List.of("East"));
            UnitRecord grid = tree.create(east.id(), OrgUnit.Kind.GRID, "Harbour", List.of());
            UnitRecord team = tree.create(grid.id(), OrgUnit.Kind.TEAM, "1", List.of());
            assertEquals("East District", east.unit().name());
            assertEquals(
                    List.of(
                            "Acme City",
                            "North District",
                            "1",
                            "South District",
                            "1",
                            "East District",
                            "Harbour",
                            "1"),
                    tree.all().stream().map(unit -> unit.unit().name()).toList());
            assertEquals(
                    east.id(), installation.orgUnits().districtNamed("east").orElseThrow().id());
            assertTrue(
                    installation.orgUnits().withDescendants(east.id()).contains(team.id()),
                    "the node that edits sees it at once");
            return true;
        });
        assertEquals(3, told.size());
    }

    @Test
    void aUnitLiesUnderTheRightKindOnly() {
        editor(() -> {
            long district = district("North District");
            long team = below(district);
            refused(
                    OrgUnitError.UNIT_MISPLACED,
                    () -> tree.create(root(), OrgUnit.Kind.TEAM, "x", List.of()));
            refused(
                    OrgUnitError.UNIT_MISPLACED,
                    () -> tree.create(district, OrgUnit.Kind.DISTRICT, "x", List.of()));
            refused(
                    OrgUnitError.UNIT_MISPLACED,
                    () -> tree.create(team, OrgUnit.Kind.TEAM, "x", List.of()));
            refused(
                    OrgUnitError.UNIT_MISPLACED,
                    () -> tree.create(root(), OrgUnit.Kind.CITY, "x", List.of()));
            refused(
                    OrgUnitError.ALIASES_INVALID,
                    () -> tree.create(district, OrgUnit.Kind.TEAM, "x", List.of("y")));
            refused(
                    OrgUnitError.UNIT_NAME_INVALID,
                    () -> tree.create(district, OrgUnit.Kind.TEAM, "a/b", List.of()));
            return true;
        });
    }

    @Test
    void namesAreTakenOnceAmongSiblingsAndDistrictsInTheTenant() {
        editor(() -> {
            long north = district("North District");
            refused(
                    OrgUnitError.UNIT_NAME_TAKEN,
                    () -> tree.create(north, OrgUnit.Kind.TEAM, " 1", List.of()));
            refused(
                    OrgUnitError.UNIT_NAME_TAKEN,
                    () -> tree.create(root(), OrgUnit.Kind.DISTRICT, "SOUTH", List.of()));
            refused(
                    OrgUnitError.UNIT_NAME_TAKEN,
                    () ->
                            tree.create(
                                    root(),
                                    OrgUnit.Kind.DISTRICT,
                                    "East",
                                    List.of("north　district")));
            refused(
                    OrgUnitError.UNIT_NAME_TAKEN,
                    () -> tree.rename(north, 1, "North District", List.of("South")));
            long south = district("South District");
            refused(OrgUnitError.UNIT_NAME_TAKEN, () -> tree.move(below(south), 1, north, null));
            UnitRecord renamed = tree.rename(north, 1, "North", List.of("North District"));
            assertEquals(2, renamed.version());
            return true;
        });
    }

    @Test
    void aMovedTeamTakesItsScopesAlongAndOthersKeepTheirOrder() {
        long team = editor(() -> below(district("North District")));
        assertFalse(session("lead2").scope().covers(team));
        editor(() -> {
            long south = district("South District");
            UnitRecord named = tree.rename(team, 1, "First", List.of());
            UnitRecord moved = tree.move(team, named.version(), south, 0);
            assertEquals(south, moved.unit().parentId());
            assertEquals(
                    List.of("Acme City", "North District", "South District", "First", "1"),
                    tree.all().stream().map(unit -> unit.unit().name()).toList());
            return true;
        });
        // A session is a second old at most.
        pause();
        assertTrue(session("lead2").scope().covers(team));
        assertFalse(session("lead").scope().covers(team));
        assertTrue(session("agent1").scope().covers(editor(() -> district("South District"))));
        OrgUnitChanged moved = (OrgUnitChanged) told.getLast();
        assertEquals(OrgUnitChanged.Change.MOVED, moved.change());
        assertEquals(team, moved.orgUnitId());
    }

    @Test
    void siblingsAreReordered() {
        editor(() -> {
            long north = district("North District");
            tree.move(north, 1, root(), null);
            assertEquals(
                    List.of("Acme City", "South District", "1", "North District", "1"),
                    tree.all().stream().map(unit -> unit.unit().name()).toList());
            return true;
        });
        assertEquals(List.of(), told, "who lies where is the same as before");
    }

    @Test
    void aUnitCannotLieInItself() {
        editor(() -> {
            long north = district("North District");
            UnitRecord grid = tree.create(north, OrgUnit.Kind.GRID, "Grid", List.of());
            UnitRecord team = tree.create(grid.id(), OrgUnit.Kind.TEAM, "2", List.of());
            refused(OrgUnitError.UNIT_CYCLE, () -> tree.move(grid.id(), 1, team.id(), null));
            refused(OrgUnitError.UNIT_CYCLE, () -> tree.move(north, 1, north, null));
            refused(OrgUnitError.ROOT_FIXED, () -> tree.move(root(), 1, north, null));
            return true;
        });
    }

    @Test
    void onlyAnEmptyUnitIsClosed() {
        editor(() -> {
            long north = district("North District");
            long team = below(north);
            PluginException held = assertThrows(PluginException.class, () -> tree.close(north, 1));
            assertEquals(OrgUnitError.UNIT_NOT_EMPTY, held.code());
            assertEquals(List.<Object>of(1L, 2L, 0L, 0L), held.arguments());
            assertEquals(
                    List.<Object>of(0L, 3L, 0L, 0L),
                    assertThrows(PluginException.class, () -> tree.close(team, 1)).arguments());
            refused(OrgUnitError.ROOT_FIXED, () -> tree.close(root(), 1));
            UnitRecord spare = tree.create(north, OrgUnit.Kind.TEAM, "spare", List.of());
            customersInUnits = 7;
            assertEquals(
                    List.<Object>of(0L, 0L, 7L, 0L),
                    assertThrows(PluginException.class, () -> tree.close(spare.id(), 1))
                            .arguments());
            customersInUnits = 0;
            tree.close(spare.id(), 1);
            assertTrue(tree.find(spare.id()).isEmpty());
            assertTrue(installation.orgUnits().find(spare.id()).isEmpty());
            assertTrue(
                    installation.orgUnits().allIds().contains(spare.id()),
                    "what is past stays within reach");
            assertEquals("spare", installation.orgUnits().nameEver(spare.id()).orElseThrow());
            refused(StandardErrorCode.NOT_FOUND, () -> tree.close(spare.id(), 2));
            tree.create(north, OrgUnit.Kind.TEAM, "spare", List.of());
            return true;
        });
    }

    @Test
    void ofTwoWhoEditAtOnceTheSecondIsTold() {
        editor(() -> {
            long north = district("North District");
            tree.rename(north, 1, "Nord", List.of());
            refused(StandardErrorCode.STALE, () -> tree.rename(north, 1, "Norden", List.of()));
            refused(StandardErrorCode.STALE, () -> tree.move(north, 1, root(), 0));
            refused(StandardErrorCode.STALE, () -> tree.close(north, 1));
            return true;
        });
    }

    @Test
    void everyEditIsAuditedWithWhatWasBefore() {
        long north = editor(() -> district("North District"));
        editor(() -> tree.rename(north, 1, "Nord", List.of("North")));
        List<String> entries =
                installation.as(
                        session("admin"),
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT action || ' ' || (before ->> 'name') || ' ' || (after ->> 'name')
                                                  FROM trunkline.audit_entry
                                                 WHERE object_type = 'org-unit' AND object_id = ?
                                                """)
                                        .bind(0, north)
                                        .mapTo(String.class)
                                        .list());
        assertEquals(List.of("org-unit.update North District Nord"), entries);
    }

    @Test
    void nobodyElseEditsAndNoOtherTenantIsReached() {
        long north = editor(() -> district("North District"));
        TenantRunner.run(
                session("lead"),
                () ->
                        refused(
                                StandardErrorCode.FORBIDDEN,
                                () -> tree.rename(north, 1, "Mine", List.of())));
        TenantRunner.run(
                installation.session("admin", TestTenants.GLOBEX),
                () ->
                        refused(
                                StandardErrorCode.NOT_FOUND,
                                () -> tree.rename(north, 1, "Ours", List.of())));
    }

    private static void refused(ErrorCode code, Runnable attempt) {
        assertEquals(code, assertThrows(PluginException.class, attempt::run).code());
    }

    private <T> T editor(TenantRunner.Action<T, RuntimeException> action) {
        return TenantRunner.call(session("admin"), action);
    }

    private Session session(String name) {
        return installation.session(name, TestTenants.ACME);
    }

    private long root() {
        return tree.all().getFirst().id();
    }

    private long district(String name) {
        return tree.all().stream()
                .filter(unit -> unit.unit().name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private long below(long id) {
        return tree.all().stream()
                .filter(unit -> Long.valueOf(id).equals(unit.unit().parentId()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static void pause() {
        try {
            Thread.sleep(1_050);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Customers implements WorkSource {

        @Override
        public List<WorkCount> ofMember(long memberId) {
            return List.of();
        }

        @Override
        public List<WorkCount> inUnit(long orgUnitId) {
            return List.of(new WorkCount(WorkCount.PLATFORM, "customers", customersInUnits));
        }
    }
}
