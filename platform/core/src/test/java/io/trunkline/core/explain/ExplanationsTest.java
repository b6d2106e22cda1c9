package io.trunkline.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerFixtures;
import io.trunkline.core.explain.Explanation.Question;
import io.trunkline.core.explain.Explanation.Step;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class ExplanationsTest {

    @Inject Explanations explanations;
    @Inject CustomerFixtures fixtures;
    @Inject People people;

    @Test
    void eachStepSaysWhatDecidesIt() {
        Customer north = customer(TestTenants.ACME, "EX-1", TestTenants.DISTRICT);
        Explanation agent = explained("agent1.acme", "EX-1");
        assertTrue(agent.visible());
        assertEquals("Agent One of Acme", agent.member());
        assertEquals(List.of("Phone agent"), step(agent, Question.PERMISSION).roles());
        assertEquals(
                List.of("DISTRICT", "Acme City / North District", "Acme City / North District / 1"),
                step(agent, Question.UNIT).details());
        Explanation.Field phone =
                agent.fields().stream()
                        .filter(field -> field.key().equals("phone"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Rule.MASKED, phone.rule());
        assertEquals(List.of("Phone agent"), phone.roles());

        Explanation elsewhere = explained("lead2.acme", "" + north.id());
        assertFalse(elsewhere.visible());
        assertFalse(step(elsewhere, Question.UNIT).passed());
        assertTrue(step(elsewhere, Question.PERMISSION).passed());
        assertEquals(
                2,
                Database.number(
                        "SELECT count(*) FROM trunkline.audit_entry WHERE action = 'access.explain' AND object_id = "
                                + north.id()));
    }

    @Test
    void theAnswerIsWhatReallyHappens() {
        Customer south = customer(TestTenants.ACME, "EX-2", TestTenants.OTHER_DISTRICT);
        for (String name :
                List.of("executive", "supervisor", "lead", "lead2", "agent1", "agent4")) {
            boolean sees = people.as(name, TestTenants.ACME, () -> fixtures.sees(south.id()));
            assertEquals(sees, explained(name + ".acme", "EX-2").visible(), name);
        }
    }

    @Test
    void anotherTenantsCustomersAndMembersAreUnknown() {
        Customer theirs = customer(TestTenants.GLOBEX, "EX-3", TestTenants.DISTRICT);
        assertRefused(
                ExplainError.CUSTOMER_UNKNOWN, () -> explained("agent1.acme", "" + theirs.id()));
        assertRefused(ExplainError.CUSTOMER_UNKNOWN, () -> explained("agent1.acme", "EX-3"));
        customer(TestTenants.ACME, "EX-4", TestTenants.DISTRICT);
        assertRefused(ExplainError.MEMBER_UNKNOWN, () -> explained("agent1.globex", "EX-4"));
    }

    @Test
    void onlyWhoManagesRolesOrReadsTheAuditMayAsk() {
        customer(TestTenants.ACME, "EX-5", TestTenants.DISTRICT);
        for (String name : List.of("supervisor", "lead", "agent1")) {
            assertRefused(
                    StandardErrorCode.FORBIDDEN,
                    () ->
                            people.as(
                                    name,
                                    TestTenants.ACME,
                                    () -> explanations.explain("agent1.acme", "EX-5")));
        }
    }

    private Customer customer(String tenant, String number, String district) {
        return fixtures.create(tenant, number, "Explained " + number, "13700008888", district);
    }

    private Explanation explained(String member, String customer) {
        return people.as("admin", TestTenants.ACME, () -> explanations.explain(member, customer));
    }

    private static Step step(Explanation explanation, Question question) {
        return explanation.steps().stream()
                .filter(step -> step.question() == question)
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(ErrorCode code, Executable action) {
        assertEquals(code, assertThrows(PluginException.class, action).code());
    }
}
