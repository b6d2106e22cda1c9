package io.trunkline.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.trunkline.tenancy.audit.AuditSealJob;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class AuditApiTest {

    private static final String AUDIT = "/api/v1/audit";

    @Inject Jobs jobs;

    @Test
    void aDeletedCustomerComesBackFromItsEntry() {
        String id = Company.ACME.deletedCustomer("Lost and found");
        Company.ACME.supervisor().get("/api/v1/customers/" + id).then().statusCode(404);
        String entry =
                Company.ACME
                        .as("admin")
                        .get(AUDIT + "?objectType=customer&objectId=" + id)
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(2))
                        .body(
                                "items.action",
                                equalTo(List.of("customer.delete", "customer.create")))
                        .body("items[0].channel", equalTo("API"))
                        .body("items[0].address", notNullValue())
                        .body("items[0].actor", equalTo("Supervisor of Acme"))
                        .extract()
                        .path("items[0].id");
        Company.ACME
                .as("admin")
                .get(AUDIT + "/" + entry)
                .then()
                .statusCode(200)
                .body("restorable", is(true))
                .body("changes.find { it.field == 'name' }.before", equalTo("Lost and found"))
                .body("changes.find { it.field == 'phone' }.masked", is(true))
                .body("changes.find { it.field == 'phone' }.before", equalTo("138****5678"));
        Company.GLOBEX.as("admin").get(AUDIT + "/" + entry).then().statusCode(404);
        Company.ACME
                .as("admin")
                .body(Map.of())
                .post(AUDIT + "/" + entry + "/restore")
                .then()
                .statusCode(200)
                .body("customer.id", equalTo(id))
                .body("customer.version", is(3))
                .body("ownerGone", is(false));
        Company.ACME
                .supervisor()
                .get("/api/v1/customers/" + id)
                .then()
                .statusCode(200)
                .body("phones", hasSize(1));
    }

    @Test
    void theBinShowsWhatWasDeletedInItsTenant() {
        String ours = Company.ACME.deletedCustomer("Ours");
        String theirs = Company.GLOBEX.deletedCustomer("Theirs");
        Company.ACME
                .as("admin")
                .get("/api/v1/bin/customers?limit=200")
                .then()
                .statusCode(200)
                .body("items.customer.id", hasItem(ours))
                .body("items.customer.id", not(hasItem(theirs)));
        Company.ACME.as("agent1").get("/api/v1/bin/customers").then().statusCode(403);
        Company.ACME
                .supervisor()
                .post("/api/v1/bin/customers/" + ours + "/restore")
                .then()
                .statusCode(200);
        Company.ACME
                .supervisor()
                .post("/api/v1/bin/customers/" + theirs + "/restore")
                .then()
                .statusCode(404);
    }

    @Test
    void aDeletedRoleAndAClosedUnitComeBackInTheirTenant() {
        String role =
                Company.ACME
                        .as("admin")
                        .body(Map.of("name", "Audited role", "rows", "TEAM"))
                        .post("/api/v1/roles")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        Company.ACME
                .as("admin")
                .delete("/api/v1/roles/" + role + "?version=0")
                .then()
                .statusCode(204);
        String deletion = newest("role", role, "role.delete");
        Company.GLOBEX
                .as("admin")
                .body(Map.of("version", 0))
                .post(AUDIT + "/" + deletion + "/restore")
                .then()
                .statusCode(404);
        Company.ACME
                .supervisor()
                .body(Map.of("version", 0))
                .post(AUDIT + "/" + deletion + "/restore")
                .then()
                .statusCode(403);
        restore(deletion, 0)
                .body("objectType", equalTo("role"))
                .body("objectId", equalTo(role))
                .body("name", equalTo("Audited role"));
        Company.ACME
                .as("admin")
                .get("/api/v1/roles/" + role)
                .then()
                .statusCode(200)
                .body("rows", equalTo("TEAM"));

        String root =
                Company.ACME.as("admin").get("/api/v1/org-units").path("items[0].id").toString();
        String unit =
                Company.ACME
                        .as("admin")
                        .body(Map.of("parentId", root, "kind", "DISTRICT", "name", "Audited"))
                        .post("/api/v1/org-units")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        Company.ACME
                .as("admin")
                .delete("/api/v1/org-units/" + unit + "?version=1")
                .then()
                .statusCode(204);
        String closing = newest("org-unit", unit, "org-unit.close");
        Company.ACME
                .as("admin")
                .get(AUDIT + "/" + closing)
                .then()
                .body("restorable", is(true))
                .body("version", is(2));
        Company.ACME
                .as("admin")
                .body(Map.of("version", 1))
                .post(AUDIT + "/" + closing + "/restore")
                .then()
                .statusCode(409)
                .body("code", equalTo("STALE"));
        restore(closing, 2).body("name", equalTo("Audited"));
        Company.ACME.as("admin").get("/api/v1/org-units/" + unit).then().statusCode(200);
        Company.ACME
                .as("admin")
                .delete("/api/v1/org-units/" + unit + "?version=4")
                .then()
                .statusCode(204);
    }

    private static String newest(String type, String id, String action) {
        return Company.ACME
                .as("admin")
                .get(AUDIT + "?objectType=" + type + "&objectId=" + id)
                .then()
                .statusCode(200)
                .body("items[0].action", equalTo(action))
                .extract()
                .path("items[0].id");
    }

    private static ValidatableResponse restore(String entry, int version) {
        return Company.ACME
                .as("admin")
                .body(Map.of("version", version))
                .post(AUDIT + "/" + entry + "/restore")
                .then()
                .statusCode(200);
    }

    @Test
    void aDeletionNamesTheVersionThatWasSeen() {
        String id = Company.ACME.createCustomer("Changed meanwhile");
        String address = "/api/v1/customers/" + id;
        Company.ACME.supervisor().delete(address).then().statusCode(400);
        Company.ACME
                .supervisor()
                .delete(address + "?version=7")
                .then()
                .statusCode(409)
                .body("code", equalTo("STALE"));
        Company.ACME.supervisor().delete(address + "?version=1").then().statusCode(204);
    }

    @Test
    void entriesAreSealedAndTheChainVerifies() {
        Company.ACME.createCustomer("Sealed");
        jobs.run(AuditSealJob.NAME);
        var verified =
                Company.ACME
                        .as("admin")
                        .get(AUDIT + "/verification")
                        .then()
                        .statusCode(200)
                        .body("intact", is(true))
                        .body("findings", hasSize(0))
                        .extract();
        int position = verified.path("head.position");
        String digest = verified.path("head.digest");
        Company.ACME
                .as("admin")
                .get(AUDIT + "/verification?position=" + position + "&digest=" + digest)
                .then()
                .body("intact", is(true));
        Company.ACME
                .as("admin")
                .get(AUDIT + "/verification?position=1&digest=" + digest)
                .then()
                .body("intact", is(false))
                .body("findings[0].kind", equalTo("OTHER_CHAIN"));
    }

    @Test
    void listsAreNarrowedAndPaged() {
        for (int i = 0; i < 3; i++) {
            Company.ACME.createCustomer("Paged " + i);
        }
        var first =
                Company.ACME
                        .as("admin")
                        .get(AUDIT + "?action=customer.&limit=2")
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(2))
                        .body("items.action", everyItem(startsWith("customer.")))
                        .body("next", notNullValue())
                        .extract();
        List<String> before = first.path("items.id");
        Company.ACME
                .as("admin")
                .get(AUDIT + "?action=customer.&limit=2&after=" + first.path("next"))
                .then()
                .body("items.id", not(hasItem(before.getLast())));
        Company.ACME
                .as("admin")
                .get(AUDIT + "?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z")
                .then()
                .body("items", hasSize(0))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "from,yesterday",
        "member,abc",
        "channel,FAX",
        "objectId,1",
        "after,abc",
        "limit,201"
    })
    void aParameterThatCannotBeRightIsRefused(String name, String value) {
        Company.ACME
                .as("admin")
                .queryParam(name, value)
                .get(AUDIT)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void retentionIsChangedUnderItsVersion() {
        int version =
                Company.GLOBEX
                        .as("admin")
                        .get(AUDIT + "/retention")
                        .then()
                        .extract()
                        .path("version");
        Map<String, Object> times = Map.of("auditMonths", 24, "binDays", 30, "version", version);
        Company.GLOBEX.as("admin").body(times).put(AUDIT + "/retention").then().statusCode(200);
        Company.GLOBEX
                .as("admin")
                .body(times)
                .put(AUDIT + "/retention")
                .then()
                .statusCode(409)
                .body("code", equalTo("STALE"));
        Company.GLOBEX
                .as("admin")
                .body(Map.of("auditMonths", 3, "binDays", 30, "version", version + 1))
                .put(AUDIT + "/retention")
                .then()
                .statusCode(400);
    }

    @Test
    void whoComesInAndWhoIsTurnedAwayIsWrittenDown() {
        Company.GLOBEX.as("lead2").get("/api/v1/me").then().statusCode(200);
        Company.GLOBEX
                .as("admin")
                .get(AUDIT + "?action=sign-in&objectType=member&limit=200")
                .then()
                .body("items.actor", hasItem("South Lead of Globex"));
        String stranger = TestTokens.token("no-member", List.of("globex"), List.of());
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(stranger)
                .get("/api/v1/me")
                .then()
                .statusCode(403);
        Company.GLOBEX
                .as("admin")
                .get(AUDIT + "?action=sign-in.refused")
                .then()
                .body("items.size()", notNullValue())
                .body("items.action", everyItem(equalTo("sign-in.refused")));
    }
}
