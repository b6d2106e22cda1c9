package io.trunkline.ui.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.tenancy.config.TenantPlan;
import io.trunkline.tenancy.config.TenantPlan.Change;
import io.trunkline.tenancy.config.TenantPlan.Step;
import io.trunkline.tenancy.config.TenantPlans;
import io.trunkline.ui.operator.PlanLine.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanLineTest {

    @Test
    void aNewTenantIsAHeadingAndALineForEverythingThatIsMade() {
        TenantPlan harbin =
                new TenantPlan(
                        "harbin",
                        true,
                        List.of(made("tenant"), made("unit//")),
                        List.of(),
                        List.of());
        List<PlanLine> lines = PlanLine.of(new TenantPlans.Plan("", List.of(harbin), 0, List.of()));
        assertEquals(
                List.of(
                        new PlanLine("harbin", Kind.NEW, null, null, null, "2", false),
                        new PlanLine("harbin", Kind.CREATE, "tenant", null, null, "{}", false),
                        new PlanLine("harbin", Kind.CREATE, "unit//", null, null, "{}", false)),
                lines);
        assertEquals(
                2,
                lines.stream().filter(line -> line.kind().changes()).count(),
                "the heading is no change of its own");
    }

    private static Change made(String item) {
        return new Change(Step.CREATE, item, null, null, "{}", false);
    }
}
