package __package__;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import io.trunkline.testing.plugin.PluginUnderTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Two tenants, as in every test of data: with one alone a leak is not seen.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
@QuarkusTestResource(PluginUnderTest.class)
class NotesTest {

    private static final String NOTES = "/api/v1/plugins/__id__/notes";

    @Test
    void belongToOneTenant() {
        String customer =
                as("acme")
                        .body(Map.of("externalNumber", "N-" + UUID.randomUUID(), "name", "Wang"))
                        .post("/api/v1/customers")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        Map<String, String> draft = Map.of("customerId", customer, "text", "asks for fibre");
        as("acme").body(draft).post(NOTES).then().statusCode(200).body("customer", equalTo("Wang"));
        as("acme").get(NOTES).then().statusCode(200).body("customerId", hasItem(customer));

        as("globex").get(NOTES).then().statusCode(200).body("customerId", not(hasItem(customer)));
        as("globex").body(draft).post(NOTES).then().statusCode(404);
    }

    private static RequestSpecification as(String tenant) {
        String token = TestTokens.token("everything." + tenant, List.of(tenant), List.of());
        return given().auth().oauth2(token).contentType("application/json");
    }
}
