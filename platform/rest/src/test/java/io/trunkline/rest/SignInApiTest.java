package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Signing out from afar, machine clients and tokens that lie, over the API. Keycloak is not here:
/// clients are kept by hand.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class SignInApiTest {

    @Test
    void aSignedOutMembersTokensAreRefusedAndThoseOfTheOtherTenantAreNot() {
        String agent = Company.ACME.memberId("agent6");
        Company.ACME.as("admin").delete("/api/v1/sign-ins/members/" + agent).then().statusCode(204);

        Company.ACME
                .as("agent6")
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"));
        Company.GLOBEX.as("agent6").get("/api/v1/me").then().statusCode(200);
        Company.ACME.as("agent5").get("/api/v1/me").then().statusCode(200);
        // Whoever proves anew who she is comes in, though the token names no time of it.
        bearer(TestTokens.later("acme", "agent6")).get("/api/v1/me").then().statusCode(200);
    }

    @Test
    void aMachineIsBoundToItsTenantAndPermissionsAndRefusedOnceRevoked() {
        String id = create("erp", List.of("customer.view"));
        String token = machine("acme.erp", "acme");

        bearer(token).get("/api/v1/customers").then().statusCode(200);
        bearer(token)
                .get("/api/v1/imports")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        bearer(token)
                .header("Trunkline-Tenant", "globex")
                .get("/api/v1/customers")
                .then()
                .statusCode(404)
                .body("code", equalTo("TENANT_UNKNOWN"));
        bearer(machine("acme.erp", "globex"))
                .get("/api/v1/customers")
                .then()
                .statusCode(403)
                .body("code", equalTo("NOT_A_MEMBER"));
        Company.ACME
                .as("admin")
                .get("/api/v1/members?permission=customer.view")
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(id)));

        Company.ACME.as("admin").delete("/api/v1/service-accounts/" + id).then().statusCode(204);
        awaitRefused(token);
        Company.ACME
                .as("admin")
                .post("/api/v1/service-accounts/" + id + "/secret")
                .then()
                .statusCode(409)
                .body("code", equalTo("REVOKED"));
    }

    /// Whoever is told its secret could do what it can.
    @Test
    void theSecretOfAMachineIsForWhoCouldHaveMadeIt() {
        String strong = create("strong", List.of("customer.view", "customer.export"));
        String weak = create("weak", List.of("customer.view"));
        String keeper = keeper("keeper", "TENANT", Map.of());
        String narrow = keeper("narrow-keeper", "TEAM", Map.of());
        String blind = keeper("blind-keeper", "TENANT", Map.of("phone", "HIDDEN"));

        rotate(keeper, strong).statusCode(403).body("code", equalTo("BEYOND_OWN_RIGHTS"));
        rotate(keeper, weak).statusCode(200);
        rotate(blind, weak).statusCode(403).body("code", equalTo("BEYOND_OWN_VIEW"));
        rotate(narrow, weak).statusCode(403).body("code", equalTo("BEYOND_OWN_REACH"));
        Company.ACME
                .as(narrow)
                .delete("/api/v1/service-accounts/" + weak)
                .then()
                .statusCode(403)
                .body("code", equalTo("BEYOND_OWN_REACH"));
        // A right too many is taken back by whoever reaches it.
        Company.ACME.as(keeper).delete("/api/v1/service-accounts/" + strong).then().statusCode(204);
    }

    @Test
    void nobodyGivesAMachineMoreThanExists() {
        refused(
                Map.of("key", "x1", "name", "X", "permissions", List.of("no.such")),
                400,
                "PERMISSION_UNKNOWN");
        refused(Map.of("key", "x1", "name", "X", "permissions", List.of()), 400, "NO_PERMISSION");
        refused(
                Map.of("key", "Not Good", "name", "X", "permissions", List.of("customer.view")),
                400,
                "KEY_INVALID");
        refused(
                Map.of(
                        "key",
                        "x1",
                        "name",
                        "X",
                        "permissions",
                        List.of("customer.view"),
                        "expiresAt",
                        "2020-01-01T00:00:00Z"),
                400,
                "EXPIRY_PAST");
        create("twice", List.of("customer.view"));
        refused(
                Map.of("key", "twice", "name", "X", "permissions", List.of("customer.view")),
                409,
                "KEY_TAKEN");
    }

    @Test
    void whereClientsAreKeptByHandNoSecretIsShownAndNoProviderLinked() {
        Company.ACME
                .as("admin")
                .body(Map.of("key", "byhand", "name", "X", "permissions", List.of("customer.view")))
                .post("/api/v1/service-accounts")
                .then()
                .statusCode(201)
                .body("secret", nullValue());
        Company.ACME
                .as("admin")
                .body(Map.of("issuer", "https://idp.invalid", "clientId", "c", "secret", "s"))
                .put("/api/v1/sign-in-provider")
                .then()
                .statusCode(409)
                .body("code", equalTo("KEPT_BY_HAND"));
        Company.ACME
                .as("admin")
                .body(Map.of("issuer", "http://169.254.169.254", "clientId", "c", "secret", "s"))
                .put("/api/v1/sign-in-provider")
                .then()
                .statusCode(400)
                .body("code", equalTo("PROVIDER_ADDRESS"));
    }

    @Test
    void aTokenThatNamesAnotherTenantsOrganizationOpensNothingThere() {
        // The provider of one tenant can at worst name people of its own.
        bearer(TestTokens.token("agent1.acme", List.of("globex"), List.of()))
                .get("/api/v1/me")
                .then()
                .statusCode(403)
                .body("code", equalTo("NOT_A_MEMBER"));
        bearer(TestTokens.forged("acme", "admin")).get("/api/v1/me").then().statusCode(401);
        bearer(TestTokens.expired("acme", "admin")).get("/api/v1/me").then().statusCode(401);
    }

    private static void awaitRefused(String token) {
        long end = System.nanoTime() + 2_000_000_000L;
        while (bearer(token).get("/api/v1/me").statusCode() == 200 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        bearer(token)
                .get("/api/v1/me")
                .then()
                .statusCode(403)
                .body("code", equalTo("NOT_A_MEMBER"));
    }

    private static String create(String key, List<String> permissions) {
        return Company.ACME
                .as("admin")
                .body(
                        Map.of(
                                "key",
                                key,
                                "name",
                                key,
                                "permissions",
                                permissions,
                                "scope",
                                "TENANT"))
                .post("/api/v1/service-accounts")
                .then()
                .statusCode(201)
                .body("account.clientId", equalTo("acme." + key))
                .extract()
                .path("account.id");
    }

    private static ValidatableResponse rotate(String who, String id) {
        return Company.ACME.as(who).post("/api/v1/service-accounts/" + id + "/secret").then();
    }

    /// @return a new member of acme who keeps machine clients and sees customers
    private static String keeper(String name, String rows, Map<String, String> fields) {
        String role =
                Company.ACME
                        .as("admin")
                        .body(
                                Map.of(
                                        "name",
                                        name,
                                        "rows",
                                        rows,
                                        "permissions",
                                        List.of("customer.view", "service-account.manage"),
                                        "fields",
                                        fields))
                        .post("/api/v1/roles")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        Company.ACME
                .as("admin")
                .body(
                        Map.of(
                                "username",
                                name + ".acme",
                                "name",
                                name,
                                "orgUnitId",
                                Company.ACME.unit(TestTenants.DISTRICT),
                                "roleIds",
                                List.of(role)))
                .post("/api/v1/members")
                .then()
                .statusCode(201);
        return name;
    }

    private static void refused(Map<String, Object> body, int status, String code) {
        Company.ACME
                .as("admin")
                .body(body)
                .post("/api/v1/service-accounts")
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    private static String machine(String clientId, String tenant) {
        return TestTokens.token("service-account-" + clientId, List.of(tenant), List.of());
    }

    private static io.restassured.specification.RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).header("Accept-Language", "en");
    }
}
