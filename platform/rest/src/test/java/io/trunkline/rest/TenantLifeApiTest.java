package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class TenantLifeApiTest {

    private static final Duration EVERY_NODE = Duration.ofSeconds(2);

    @Test
    void aNewTenantHasTheDefaultRolesAndAnAdministratorWhoSeesNoOtherTenant() {
        create("harbin").statusCode(201).body("tenant.state", equalTo("ACTIVE"));

        as("harbin", "admin.harbin")
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("First of harbin"))
                .body("permissions", hasItem("audit.view"));
        as("harbin", "admin.harbin")
                .get("/api/v1/org-units")
                .then()
                .statusCode(200)
                .body("items.name", equalTo(List.of("Branch harbin", "Daoli")));
        as("harbin", "admin.acme").get("/api/v1/me").then().statusCode(403);
    }

    @Test
    void creatingTheSameTenantAgainChangesNothing() {
        create("jilin").statusCode(201);
        int version = tenant("jilin").extract().path("version");

        create("jilin").statusCode(200).body("tenant.version", equalTo(version));
        operator()
                .body(draft("jilin", "Another name"))
                .post("/api/v1/operator/tenants")
                .then()
                .statusCode(409)
                .body("code", equalTo("KEY_TAKEN"));
    }

    @Test
    void aDraftThatCannotBeRightIsRefusedByField() {
        for (var wrong :
                Map.<String, Object>of(
                                "key", "Has Capitals",
                                "locale", "fr",
                                "zone", "Mars/Olympus",
                                "name", " ",
                                "districts", List.of("a/b"))
                        .entrySet()) {
            Map<String, Object> draft = new java.util.HashMap<>(draft("siping", "Siping"));
            draft.put(wrong.getKey(), wrong.getValue());
            operator()
                    .body(draft)
                    .post("/api/v1/operator/tenants")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("FIELD_INVALID"));
        }
        tenantCall("siping").statusCode(404);
    }

    @Test
    void suspensionReachesTokensWithinTwoSecondsAndEndsWithResuming() throws Exception {
        create("dalian").statusCode(201);
        RequestSpecification admin = as("dalian", "admin.dalian");
        admin.get("/api/v1/me").then().statusCode(200);
        String others = Company.ACME.createCustomer("Not concerned");

        Instant suspended = Instant.now();
        change("dalian", "suspend").statusCode(200).body("state", equalTo("SUSPENDED"));
        await("dalian", 403);
        assertTrue(Duration.between(suspended, Instant.now()).compareTo(EVERY_NODE) < 0);
        as("dalian", "admin.dalian")
                .get("/api/v1/me")
                .then()
                .statusCode(403)
                .body("code", equalTo("TENANT_SUSPENDED"));
        Company.ACME.supervisor().get("/api/v1/customers/" + others).then().statusCode(200);

        change("dalian", "suspend").statusCode(200).body("state", equalTo("SUSPENDED"));
        change("dalian", "resume").statusCode(200).body("state", equalTo("ACTIVE"));
        await("dalian", 200);
    }

    @Test
    void aDeletedTenantWaitsForItsGraceAndCanBeCalledBack() throws Exception {
        create("anshan").statusCode(201);
        change("anshan", "archive").statusCode(200).body("state", equalTo("ARCHIVED"));
        await("anshan", 403);
        as("anshan", "admin.anshan")
                .get("/api/v1/me")
                .then()
                .body("code", equalTo("TENANT_CLOSED"));

        change("anshan", "cancel-delete").statusCode(409).body("code", equalTo("WRONG_STATE"));
        String eraseAfter =
                change("anshan", "delete")
                        .statusCode(200)
                        .body("state", equalTo("DELETING"))
                        .extract()
                        .path("eraseAfter");
        assertTrue(Instant.parse(eraseAfter).isAfter(Instant.now().plus(Duration.ofDays(29))));
        change("anshan", "resume").statusCode(409).body("code", equalTo("WRONG_STATE"));

        change("anshan", "cancel-delete")
                .statusCode(200)
                .body("state", equalTo("ARCHIVED"))
                .body("eraseAfter", nullValue());
        change("anshan", "resume").statusCode(200).body("state", equalTo("ACTIVE"));
    }

    @Test
    void anAccentThatWhiteTextCannotBeReadOnIsRefused() {
        create("fushun").statusCode(201);
        int version = tenant("fushun").extract().path("version");
        brand("fushun", version, "#FFD400")
                .statusCode(400)
                .body("code", equalTo("ACCENT_TOO_LIGHT"));
        brand("fushun", version, "red").statusCode(400).body("code", equalTo("FIELD_INVALID"));
        brand("fushun", version, "#a3195b").statusCode(200).body("accent", equalTo("#A3195B"));
        brand("fushun", version, "#1F5AD6").statusCode(409).body("code", equalTo("STALE"));
    }

    @Test
    void operatorsActionsStandInTheirOwnTrailAndInTheTenants() {
        create("benxi").statusCode(201);
        change("benxi", "suspend").statusCode(200);
        operator()
                .get("/api/v1/operator/audit?tenant=benxi")
                .then()
                .statusCode(200)
                .body("items.action", equalTo(List.of("tenant.suspend", "tenant.create")))
                .body("items[0].operator", equalTo("operator"))
                .body("items[0].before.state", equalTo("active"))
                .body("items[0].after.reason", equalTo("Unpaid bills"));
    }

    @Test
    void theListIsPagedSearchedAndHoldsNothingOfATenant() {
        create("dandong").statusCode(201);
        create("jinzhou").statusCode(201);
        String next =
                operator()
                        .get("/api/v1/operator/tenants?limit=1")
                        .then()
                        .statusCode(200)
                        .body("items.size()", equalTo(1))
                        .body("next", notNullValue())
                        .extract()
                        .path("next");
        String second =
                operator()
                        .get("/api/v1/operator/tenants?limit=1&after=" + next)
                        .then()
                        .extract()
                        .path("items[0].key");
        assertTrue(second.compareTo(next) > 0);
        operator()
                .get("/api/v1/operator/tenants?q=Branch jinz")
                .then()
                .body("items.key", equalTo(List.of("jinzhou")))
                .body("items[0].members", equalTo(1));
        operator().get("/api/v1/operator/tenants?limit=201").then().statusCode(400);
        operator().get("/api/v1/operator/tenants?state=lost").then().statusCode(400);
    }

    private static ValidatableResponse create(String key) {
        return operator().body(draft(key, "Branch " + key)).post("/api/v1/operator/tenants").then();
    }

    private static Map<String, Object> draft(String key, String name) {
        return Map.of(
                "key",
                key,
                "name",
                name,
                "locale",
                "en",
                "zone",
                "Asia/Shanghai",
                "districts",
                List.of("Daoli"),
                "administrator",
                Map.of("username", "admin." + key, "displayName", "First of " + key));
    }

    private static ValidatableResponse change(String key, String what) {
        return operator()
                .body(Map.of("reason", "Unpaid bills"))
                .post("/api/v1/operator/tenants/" + key + "/" + what)
                .then();
    }

    private static ValidatableResponse brand(String key, int version, String accent) {
        return operator()
                .body(Map.of("version", version, "accent", accent))
                .put("/api/v1/operator/tenants/" + key + "/branding")
                .then();
    }

    private static ValidatableResponse tenant(String key) {
        return tenantCall(key).statusCode(200);
    }

    private static ValidatableResponse tenantCall(String key) {
        return operator().get("/api/v1/operator/tenants/" + key).then();
    }

    /// Until the answer to its administrator has the status.
    private static void await(String key, int status) throws InterruptedException {
        Instant end = Instant.now().plus(EVERY_NODE);
        int last = 0;
        while (last != status && Instant.now().isBefore(end)) {
            last = as(key, "admin." + key).get("/api/v1/me").statusCode();
            Thread.sleep(50);
        }
        assertEquals(status, last);
    }

    private static RequestSpecification as(String tenant, String username) {
        return given().auth()
                .oauth2(TestTokens.token(username, List.of(tenant), List.of()))
                .header("Accept-Language", "en")
                .contentType("application/json");
    }

    private static RequestSpecification operator() {
        return given().auth()
                .oauth2(TestTokens.operator())
                .header("Accept-Language", "en")
                .contentType("application/json");
    }
}
