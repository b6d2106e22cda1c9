package io.trunkline.ui.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.tenancy.config.TenantFile;
import io.trunkline.tenancy.config.TenantPlan;
import io.trunkline.tenancy.config.TenantPlan.Change;
import io.trunkline.tenancy.config.TenantPlan.Refusal;
import io.trunkline.tenancy.config.TenantPlan.Step;
import io.trunkline.tenancy.config.TenantPlans.Plan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanFilesTest {

    @Test
    void defaultsAreToldFromTenantsAndAFileHandedInAgainTakesItsPlace() {
        PlanFiles files = new PlanFiles();
        assertTrue(files.isEmpty());
        assertNull(files.defaults());
        assertTrue(files.take("wuhan.yaml", bytes("key: old")));
        assertTrue(files.take("defaults.yaml", bytes("roles: {}")));
        assertTrue(files.take("wuhan.yaml", bytes("key: 武汉")));
        assertEquals(List.of(new TenantFile("wuhan.yaml", "key: 武汉")), files.tenants());
        assertEquals("roles: {}", files.defaults());
        assertEquals(List.of("defaults.yaml", "wuhan.yaml"), files.names());
        files.clear();
        assertTrue(files.isEmpty());
    }

    @Test
    void whatIsNoTextOrTooMuchChangesNothing() {
        PlanFiles files = new PlanFiles();
        assertFalse(files.take("wuhan.yaml", "武汉".getBytes(StandardCharsets.UTF_16)));
        assertTrue(files.take("a.yaml", new byte[PlanFiles.MOST_BYTES - 10]));
        assertFalse(files.take("b.yaml", new byte[11]));
        assertTrue(files.take("b.yaml", new byte[10]));
        assertEquals(List.of("a.yaml", "b.yaml"), files.names());
    }

    @Test
    void aPlanIsReadWithWhatKeepsItFromBeingDoneFirst() {
        TenantPlan wuhan =
                new TenantPlan(
                        "wuhan",
                        false,
                        List.of(new Change(Step.UPDATE, "tenant", "name", "\"a\"", "\"b\"", true)),
                        List.of("member/made.on-screen"),
                        List.of(new Refusal("role/lead", List.of("member/x", "member/y"))));
        TenantPlan harbin =
                new TenantPlan(
                        "harbin",
                        true,
                        List.of(new Change(Step.CREATE, "tenant", null, null, "{}", false)),
                        List.of(),
                        List.of());
        List<PlanLine> lines =
                PlanLine.of(new Plan("digest", List.of(wuhan, harbin), 3, List.of()));
        assertEquals(
                List.of(
                        "wuhan REFUSED role/lead",
                        "wuhan UPDATE tenant",
                        "wuhan KEPT member/made.on-screen",
                        "harbin NEW null",
                        "harbin CREATE tenant"),
                lines.stream()
                        .map(line -> line.tenant() + " " + line.kind() + " " + line.item())
                        .toList());
        assertEquals("member/x, member/y", lines.getFirst().after());
        assertTrue(lines.get(1).drift());
        assertEquals(2, lines.stream().filter(line -> line.kind().changes()).count());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
