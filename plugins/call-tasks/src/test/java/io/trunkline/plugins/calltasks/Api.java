package io.trunkline.plugins.calltasks;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.trunkline.testing.identity.TestTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The platform's API as one member of one tenant calls it.
record Api(String tenant, String name) {

    static final String TASKS = "/api/v1/plugins/call-tasks";

    RequestSpecification request() {
        return given().auth().oauth2(TestTokens.of(tenant, name)).contentType("application/json");
    }

    JsonPath get(String path) {
        return request().get(TASKS + path).then().statusCode(200).extract().jsonPath();
    }

    JsonPath post(String path, Map<String, @Nullable Object> body) {
        return request().body(body).post(TASKS + path).then().statusCode(200).extract().jsonPath();
    }

    JsonPath post(String path) {
        return request().post(TASKS + path).then().statusCode(200).extract().jsonPath();
    }

    String problem(String path, Map<String, @Nullable Object> body) {
        return request().body(body).post(TASKS + path).then().extract().path("code");
    }

    String unit(String unitName) {
        return request()
                .get("/api/v1/org-units")
                .jsonPath()
                .getString("items.find { it.name == '" + unitName + "' }.id");
    }

    String customer(@Nullable String unitId, String agreementEnd) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("externalNumber", "T-" + UUID.randomUUID());
        body.put("name", "Someone");
        body.put("phones", List.of("138" + (10_000_000 + (int) (Math.random() * 89_999_999))));
        body.put("agreementEnd", agreementEnd);
        if (unitId != null) {
            body.put("orgUnitId", unitId);
        }
        return request()
                .body(body)
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /// A batch of the customers whose agreement ends on a day.
    JsonPath batch(String requestId, String agreementEnd) {
        return post(
                "/batches",
                Map.of(
                        "requestId",
                        requestId,
                        "name",
                        "Ends " + agreementEnd,
                        "customers",
                        Map.of(
                                "agreementEndFrom", agreementEnd,
                                "agreementEndTo", agreementEnd),
                        "script",
                        "Good morning",
                        "priority",
                        2,
                        "dueAt",
                        "2099-01-01T00:00:00Z"));
    }

    JsonPath outcome(String taskId, String way, String disposition) {
        return post(
                "/tasks/" + taskId + "/" + way,
                Map.of("requestId", UUID.randomUUID().toString(), "disposition", disposition));
    }
}
