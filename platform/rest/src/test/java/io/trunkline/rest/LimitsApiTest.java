package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class LimitsApiTest {

    @AfterEach
    void theUsualAmountsAgain() {
        agree("acme", Map.of()).statusCode(200);
    }

    @Test
    void anAdministratorSeesWhatTheCompanyUses() {
        Company.ACME
                .as("admin")
                .get("/api/v1/usage")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(7))
                .body("items.find { it.resource == 'SEATS' }.used", greaterThan(10));
    }

    @Test
    void whatTheOperatorAgreesCountsForThatTenantAlone() {
        agree("acme", Map.of("SMS", 12))
                .statusCode(200)
                .body("items.find { it.resource == 'SMS' }.limit", equalTo(12));
        assertEquals(12, sms(Company.ACME));
        assertEquals(100_000, sms(Company.GLOBEX));
        agree("acme", Map.of("SMS", -1)).statusCode(400);
        agree("no-such-tenant", Map.of("SMS", 1)).statusCode(404);
        assertEquals(12, sms(Company.ACME));
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgain() {
        agree("acme", Map.of("REQUESTS", 1)).statusCode(200);
        Response refused = null;
        for (int i = 0; i < 50 && refused == null; i++) {
            Response answer = Company.ACME.supervisor().get("/api/v1/me");
            refused = answer.statusCode() == 429 ? answer : null;
        }
        assertTrue(refused != null, "fifty requests at once were all answered");
        refused.then()
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("code", equalTo("LIMIT_REACHED"));
        Company.GLOBEX.supervisor().get("/api/v1/me").then().statusCode(200);
    }

    private static int sms(Company company) {
        return company.as("admin")
                .get("/api/v1/usage")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.resource == 'SMS' }.limit");
    }

    private static ValidatableResponse agree(String tenant, Map<String, Integer> amounts) {
        return given().auth()
                .oauth2(TestTokens.operator())
                .contentType("application/json")
                .body(Map.of("amounts", amounts))
                .put("/api/v1/operator/tenants/" + tenant + "/limits")
                .then();
    }
}
