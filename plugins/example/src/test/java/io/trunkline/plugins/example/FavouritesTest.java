package io.trunkline.plugins.example;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import io.trunkline.testing.plugin.PluginUnderTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
@QuarkusTestResource(PluginUnderTest.class)
class FavouritesTest {

    private static final String ALLOWANCES = "/api/v1/plugins/example/allowances";
    private static final String FAVOURITES = "/api/v1/plugins/example/favourites";

    @Test
    void belongToOneMemberOfOneTenant() {
        String customer = newCustomer("acme");
        as("acme", "everything")
                .body(Map.of("customerId", customer, "note", "asks for fibre"))
                .post(FAVOURITES)
                .then()
                .statusCode(200)
                .body("customerId", equalTo(customer))
                .body("note", equalTo("asks for fibre"));
        assertEquals("asks for fibre", favourite(customer).get("note"));
        as("acme", "supervisor").get(FAVOURITES).then().statusCode(200).body("$", empty());
        as("globex", "everything").get(FAVOURITES).then().statusCode(200).body("$", empty());
        as("globex", "everything")
                .body(Map.of("customerId", customer, "note", "not ours"))
                .post(FAVOURITES)
                .then()
                .statusCode(404);
    }

    @Test
    void appearOnTheCustomersTimelineAndTellOfChanges() throws InterruptedException {
        String customer = newCustomer("acme");
        mark(customer, "first");
        mark(customer, "second");
        assertEquals("second", favourite(customer).get("note"));
        waitFor(() ->
                as("acme", "everything")
                        .get("/api/v1/customers/" + customer + "/timeline")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .contains("second"));
        JsonPath read =
                as("acme", "everything")
                        .get("/api/v1/customers/" + customer)
                        .then()
                        .extract()
                        .jsonPath();
        as("acme", "everything")
                .body(
                        Map.of(
                                "externalNumber", read.getString("externalNumber"),
                                "name", "New Name",
                                "version", read.getInt("version")))
                .put("/api/v1/customers/" + customer)
                .then()
                .statusCode(200);
        waitFor(() -> "New Name".equals(favourite(customer).get("name")));
        waitFor(() -> favourite(customer).get("changedAt") != null);
        assertNotNull(favourite(customer).get("changedAt"));
        waitFor(() ->
                as("acme", "everything")
                        .header("Accept-Language", "en")
                        .get("/api/v1/notifications")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .contains("A customer you keep an eye on has changed. second"));
    }

    @Test
    void saysWhyANoteIsRefused() {
        as("acme", "everything")
                .header("Accept-Language", "en")
                .body(Map.of("customerId", newCustomer("acme"), "note", "x".repeat(201)))
                .post(FAVOURITES)
                .then()
                .statusCode(400)
                .body("code", equalTo("NOTE_TOO_LONG"))
                .body("title", equalTo("The note is longer than 200 characters."));
    }

    @Test
    void areWrittenByTheReleaseBeforeToo() {
        String customer = newCustomer("acme");
        PluginUnderTest.withReleaseBefore(() -> mark(customer, "by the release before"));
        assertEquals("by the release before", favourite(customer).get("note"));
    }

    @Test
    void moreThanUsualAreAskedForAndDecidedByOthers() throws InterruptedException {
        String id =
                as("acme", "everything")
                        .body(Map.of("more", 5, "reason", "key accounts"))
                        .post(ALLOWANCES)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("id");
        waitFor(() -> request(id) != null);
        as("acme", "everything")
                .body(Map.of("step", 0, "approved", true))
                .post("/api/v1/approvals/" + request(id) + "/decide")
                .then()
                .statusCode(403)
                .body("code", equalTo("OWN_REQUEST"));
        as("acme", "lead")
                .body(Map.of("step", 0, "approved", true))
                .post("/api/v1/approvals/" + request(id) + "/decide")
                .then()
                .statusCode(200);
        waitFor(() ->
                as("acme", "everything")
                        .get(ALLOWANCES)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .contains("APPROVED"));
        as("globex", "everything").get(ALLOWANCES).then().statusCode(200).body("$", empty());
    }

    private static @Nullable String request(String key) {
        return as("acme", "everything")
                .get("/api/v1/approvals?box=mine")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.key == '" + key + "' }?.id");
    }

    private static void mark(String customer, String note) {
        as("acme", "everything")
                .body(Map.of("customerId", customer, "note", note))
                .post(FAVOURITES)
                .then()
                .statusCode(200);
    }

    private static Map<String, @Nullable Object> favourite(String customer) {
        return as("acme", "everything")
                .get(FAVOURITES)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("find { it.customerId == '" + customer + "' }");
    }

    private static String newCustomer(String tenant) {
        return as(tenant, "everything")
                .body(Map.of("externalNumber", "F-" + UUID.randomUUID(), "name", "Old Name"))
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static RequestSpecification as(String tenant, String name) {
        String token = TestTokens.token(name + "." + tenant, List.of(tenant), List.of());
        return given().auth().oauth2(token).contentType("application/json");
    }

    private static void waitFor(Supplier<Boolean> condition) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true in time");
            }
            Thread.sleep(100);
        }
    }
}
