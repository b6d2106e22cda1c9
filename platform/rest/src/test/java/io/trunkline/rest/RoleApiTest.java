package io.trunkline.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class RoleApiTest {

    @Test
    void aRoleIsMadeChangedAndDeleted() {
        ValidatableResponse made =
                Company.ACME
                        .as("admin")
                        .body(role("Visitors", List.of("customer.view"), 0))
                        .post("/api/v1/roles")
                        .then()
                        .statusCode(201)
                        .body("members", equalTo(0))
                        .body("fields.phone", equalTo("MASKED"));
        String id = made.extract().path("id");
        Company.ACME
                .as("admin")
                .body(role("Guests", List.of("customer.view", "customer.dial"), 0))
                .put("/api/v1/roles/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Guests"))
                .body("permissions", contains("customer.dial", "customer.view"))
                .body("version", equalTo(1));
        Company.ACME
                .as("admin")
                .body(role("Too late", List.of(), 0))
                .put("/api/v1/roles/" + id)
                .then()
                .statusCode(409)
                .body("code", equalTo("STALE"));
        Company.ACME
                .as("admin")
                .delete("/api/v1/roles/" + id + "?version=1")
                .then()
                .statusCode(204);
    }

    @Test
    void whatIsUnknownIsNamed() {
        Company.ACME
                .as("admin")
                .body(role("A", List.of("customer.fly"), 0))
                .post("/api/v1/roles")
                .then()
                .statusCode(400)
                .body("code", equalTo("PERMISSION_UNKNOWN"))
                .body("title", equalTo("There is no permission “customer.fly”."));
        Company.ACME
                .as("admin")
                .body(Map.of("name", "A", "rows", "OWN", "fields", Map.of("shoeSize", "HIDDEN")))
                .post("/api/v1/roles")
                .then()
                .statusCode(400)
                .body("title", equalTo("There is no field “shoeSize”."));
    }

    @Test
    void permissionsHaveOwnersAndNames() {
        Company.ACME
                .as("admin")
                .get("/api/v1/permissions")
                .then()
                .statusCode(200)
                .body("items.key", hasItem("role.manage"))
                .body("items.find { it.key == 'customer.dial' }.name", equalTo("Dial customers"))
                .body("items.find { it.key == 'customer.dial' }.owner", equalTo("platform"));
    }

    private static Map<String, Object> role(String name, List<String> permissions, int version) {
        return Map.of(
                "name", name,
                "rows", "OWN",
                "permissions", permissions,
                "fields", Map.of("phone", "MASKED"),
                "version", version);
    }
}
