package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A tenant names someone whose account another tenant made: she alone says whether she joins.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class ReceivedInvitationApiTest {

    private static final String AGENT = "agent3.globex";

    @Inject Sessions sessions;
    @Inject TenantDatabase database;

    @Test
    void sheAloneAnswersAndOnlyWhereSheWasAsked() {
        String member = named(AGENT);
        ask(AGENT);

        own(AGENT)
                .get("/api/v1/invitations")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].tenant.key", equalTo("acme"))
                .body("items[0].unit", equalTo(TestTenants.DISTRICT));
        own("agent2.globex")
                .get("/api/v1/invitations")
                .then()
                .statusCode(200)
                .body("items", empty());
        own("agent2.globex").post("/api/v1/invitations/acme").then().statusCode(404);
        own(AGENT).post("/api/v1/invitations/globex").then().statusCode(404);
        own(AGENT).delete("/api/v1/invitations/nobody").then().statusCode(404);
        consent(member, "ASKED");

        own(AGENT).delete("/api/v1/invitations/acme").then().statusCode(204);
        consent(member, "DECLINED");
        own(AGENT).post("/api/v1/invitations/acme").then().statusCode(404);
        ask(AGENT);
        own(AGENT).post("/api/v1/invitations/acme").then().statusCode(204);
        consent(member, null);
        own(AGENT).post("/api/v1/invitations/acme").then().statusCode(404);
    }

    /// Whoever put her account into one more organization does not break what she has.
    @Test
    void aTokenOfSeveralTenantsNeedsNoHeaderWhereOneKnowsHer() {
        bearer(TestTokens.token("agent1.acme", List.of("acme", "globex"), List.of()))
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("tenant.key", equalTo("acme"));
    }

    @Test
    void noPersonIsCalledLikeAMachine() {
        Company.ACME
                .as("admin")
                .body(draft("service-account-globex.erp"))
                .post("/api/v1/members")
                .then()
                .statusCode(400)
                .body("code", equalTo("ACCOUNT_OF_MACHINE"));
    }

    private static String named(String username) {
        return Company.ACME
                .as("admin")
                .body(draft(username))
                .post("/api/v1/members")
                .then()
                .statusCode(201)
                .extract()
                .path("member.id");
    }

    private static Map<String, Object> draft(String username) {
        return Map.of(
                "username",
                username,
                "name",
                "Someone",
                "orgUnitId",
                Company.ACME.unit(TestTenants.DISTRICT));
    }

    /// As an invitation does where accounts are kept by the platform.
    private void ask(String username) {
        TenantRunner.run(
                sessions.member("acme", "admin.acme").orElseThrow(),
                () ->
                        database.inTransaction(handle ->
                                handle.execute(
                                        "UPDATE trunkline.member SET consent = 'asked' WHERE username = ?",
                                        username)));
    }

    private static void consent(String member, String expected) {
        Company.ACME
                .as("admin")
                .get("/api/v1/members/" + member)
                .then()
                .statusCode(200)
                .body("consent", equalTo(expected));
    }

    private static RequestSpecification own(String username) {
        return bearer(TestTokens.token(username, List.of("globex"), List.of()));
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).header("Accept-Language", "en");
    }
}
