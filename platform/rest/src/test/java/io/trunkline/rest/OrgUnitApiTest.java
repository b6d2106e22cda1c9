package io.trunkline.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class OrgUnitApiTest {

    private static final String UNITS = "/api/v1/org-units";

    @Test
    void aUnitIsAddedRenamedMovedAndClosed() {
        String north = Company.ACME.unit(TestTenants.DISTRICT);
        String south = Company.ACME.unit(TestTenants.OTHER_DISTRICT);
        String id =
                Company.ACME
                        .as("admin")
                        .body(Map.of("parentId", north, "kind", "GRID", "name", "Harbour"))
                        .post(UNITS)
                        .then()
                        .statusCode(201)
                        .body("version", equalTo(1))
                        .extract()
                        .path("id");
        Company.ACME
                .as("admin")
                .body(Map.of("name", "Old Harbour", "version", 1))
                .put(UNITS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Old Harbour"));
        Company.ACME
                .as("admin")
                .body(Map.of("parentId", south, "position", 0, "version", 1))
                .post(UNITS + "/" + id + "/move")
                .then()
                .statusCode(409)
                .body("code", equalTo("STALE"));
        Company.ACME
                .as("admin")
                .body(Map.of("parentId", id, "version", 2))
                .post(UNITS + "/" + id + "/move")
                .then()
                .statusCode(400)
                .body("code", equalTo("UNIT_CYCLE"));
        Company.ACME
                .as("admin")
                .body(Map.of("parentId", south, "position", 0, "version", 2))
                .post(UNITS + "/" + id + "/move")
                .then()
                .statusCode(200)
                .body("parentId", equalTo(south));
        Company.ACME.as("admin").delete(UNITS + "/" + id + "?version=3").then().statusCode(204);
        Company.ACME
                .as("agent1")
                .get(UNITS)
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(id)));
    }

    @Test
    void aUnitThatHoldsSomethingSaysWhat() {
        String north = Company.ACME.unit(TestTenants.DISTRICT);
        int version =
                Company.ACME.as("admin").get(UNITS + "/" + north).then().extract().path("version");
        Company.ACME
                .as("admin")
                .delete(UNITS + "/" + north + "?version=" + version)
                .then()
                .statusCode(409)
                .body("code", equalTo("UNIT_NOT_EMPTY"))
                .body("title", containsString(" members"));
    }

    @Test
    void anotherTenantsUnitIsNoParentHere() {
        Company.ACME
                .as("admin")
                .body(
                        Map.of(
                                "parentId",
                                Company.GLOBEX.unit(TestTenants.DISTRICT),
                                "kind",
                                "TEAM",
                                "name",
                                "Spy",
                                "aliases",
                                List.of()))
                .post(UNITS)
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
    }
}
