package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
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
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// A tenant names someone whose account another tenant made: she alone says whether she joins.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class ReceivedInvitationApiTest {

    private static final String AGENT = "agent3.globex";
    private static final String OTHER = "agent4.globex";
    private static final String HASTY = "agent5.globex";
    private static final String CODE = "abcd-efgh-2345";

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
                .body("items[0].unit", equalTo(TestTenants.DISTRICT))
                .body("items[0].roles", empty());
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
        accept(AGENT, CODE).statusCode(204);
        consent(member, null);
        own(AGENT).post("/api/v1/invitations/acme").then().statusCode(404);
    }

    /// Whoever made her account elsewhere can sign in as her.
    @Test
    void herAccountAloneDoesNotAccept() {
        String member = named(OTHER);
        ask(OTHER);
        own(OTHER).post("/api/v1/invitations/acme").then().statusCode(400);
        for (int nth = 0; nth < 9; nth++) {
            accept(OTHER, "abcd-efgh-jkm" + nth)
                    .statusCode(400)
                    .body("code", equalTo("INVITATION_CODE_WRONG"));
        }
        accept(OTHER, CODE).statusCode(409).body("code", equalTo("INVITATION_CODE_SPENT"));
        consent(member, "ASKED");
        // A token that names the tenant lets her in no more than one that does not.
        bearer(TestTokens.token(OTHER, List.of("acme"), List.of()))
                .get("/api/v1/me")
                .then()
                .statusCode(403)
                .body("code", equalTo("NOT_A_MEMBER"));

        ask(OTHER);
        accept(OTHER, " ABCD efgh.2345 ").statusCode(204);
        bearer(TestTokens.token(OTHER, List.of("acme"), List.of()))
                .get("/api/v1/me")
                .then()
                .statusCode(200);
    }

    @Test
    void ofTwoAnswersAtOnceOneCounts() throws Exception {
        String member = named(HASTY);
        for (int nth = 0; nth < 10; nth++) {
            ask(HASTY);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var accepted = threads.submit(() -> accept(HASTY, CODE).extract().statusCode());
                var declined =
                        threads.submit(() ->
                                own(HASTY)
                                        .delete("/api/v1/invitations/acme")
                                        .then()
                                        .extract()
                                        .statusCode());
                assertEquals(
                        Set.of(204, 404), Set.of(accepted.get(), declined.get()), "one counts");
                consent(member, accepted.get() == 204 ? null : "DECLINED");
            }
        }
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
                                        """
                                        UPDATE trunkline.member
                                           SET consent = 'asked', consent_tries = 0,
                                               consent_code = sha256('abcdefgh2345')
                                         WHERE username = ?
                                        """,
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

    private static ValidatableResponse accept(String username, String code) {
        return own(username).body(Map.of("code", code)).post("/api/v1/invitations/acme").then();
    }

    private static RequestSpecification own(String username) {
        return bearer(TestTokens.token(username, List.of("globex"), List.of()))
                .contentType("application/json");
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).header("Accept-Language", "en");
    }
}
