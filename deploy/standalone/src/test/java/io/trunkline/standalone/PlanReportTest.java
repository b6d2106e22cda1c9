package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlanReportTest {

    @Test
    void aNewTenantIsToldWithEverythingThatWouldBeMade() throws Exception {
        assertEquals(
                """

                harbin  (new: 2 units, 1 member)
                  + tenant  name "Harbin", zone "Asia/Shanghai"
                  + unit//  name "Harbin City"
                  + unit/North  name "North"
                  + member/admin.harbin  roles ["admin"], unit "/"

                1 tenants to change, 3 as their files say.
                """,
                printed(
                        """
                        {"problems": [], "unchanged": 3, "tenants": [
                         {"key": "harbin", "isNew": true, "kept": [], "refusals": [], "changes": [
                          {"step": "CREATE", "item": "tenant", "field": null, "before": null,
                           "after": {"name": "Harbin", "zone": "Asia/Shanghai"}, "drift": false},
                          {"step": "CREATE", "item": "unit//", "field": null, "before": null,
                           "after": {"name": "Harbin City"}, "drift": false},
                          {"step": "CREATE", "item": "unit/North", "field": null, "before": null,
                           "after": {"name": "North"}, "drift": false},
                          {"step": "CREATE", "item": "member/admin.harbin", "field": null, "before": null,
                           "after": {"roles": ["admin"], "unit": "/"}, "drift": false}]}]}
                        """));
    }

    @Test
    void aChangeIsToldWithBeforeAndAfter() throws Exception {
        assertEquals(
                """

                acme
                  ~ tenant name: "Acme" → "Acme United"   ! changed on a screen since, would be overwritten
                  - member/agent.acme is switched off

                1 tenants to change, 0 as their files say.
                """,
                printed(
                        """
                        {"problems": [], "unchanged": 0, "tenants": [
                         {"key": "acme", "isNew": false, "kept": [], "refusals": [], "changes": [
                          {"step": "UPDATE", "item": "tenant", "field": "name", "before": "Acme",
                           "after": "Acme United", "drift": true},
                          {"step": "DISABLE", "item": "member/agent.acme", "field": null, "before": {},
                           "after": null, "drift": false}]}]}
                        """));
    }

    private static String printed(String plan) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            new PlanReport(out).print(new ObjectMapper().readTree(plan));
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
