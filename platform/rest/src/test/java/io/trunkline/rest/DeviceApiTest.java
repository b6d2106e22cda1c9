package io.trunkline.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.tenancy.access.DeviceSecret;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class DeviceApiTest {

    private static final String DEVICES = "/api/v1/access-devices";

    @Test
    void aTokenOpensNothingFromADeviceThatWasNotApproved() throws InterruptedException {
        String role = Company.ACME.role("executive");
        limit(role, 0, true);
        try {
            String secret = DeviceSecret.random();
            await(403, () -> me(null)).then().body("code", equalTo("DEVICE_MISSING"));
            String code = DeviceSecret.code(DeviceSecret.digest(secret).orElseThrow());
            me(secret)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("DEVICE_NOT_APPROVED"))
                    .body("title", containsString(code));
            Company.GLOBEX.as("executive").get("/api/v1/me").then().statusCode(200);
            Company.GLOBEX
                    .as("admin")
                    .get(DEVICES + "?state=WAITING")
                    .then()
                    .statusCode(200)
                    .body("items.findAll { it.code == '" + code + "' }", hasSize(0));
            String id =
                    Company.ACME
                            .as("admin")
                            .get(DEVICES + "?state=WAITING")
                            .then()
                            .statusCode(200)
                            .body(
                                    "items.findAll { it.code == '" + code + "' }.username",
                                    contains("executive.acme"))
                            .extract()
                            .path("items.find { it.code == '" + code + "' }.id");
            decide(id, "approve", Map.of("version", 0, "name", "Corner office"))
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("APPROVED"))
                    .body("name", equalTo("Corner office"));
            await(200, () -> me(secret));
            Company.ACME
                    .as("executive")
                    .cookie(DeviceSecret.COOKIE, secret)
                    .get("/api/v1/me")
                    .then()
                    .statusCode(200);
            decide(id, "revoke", Map.of("version", 0))
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("STALE"));
            Instant before = Instant.now();
            decide(id, "revoke", Map.of("version", 1)).then().statusCode(200);
            await(403, () -> me(secret));
            assertTrue(
                    Duration.between(before, Instant.now()).compareTo(Duration.ofSeconds(2)) < 0);
        } finally {
            limit(role, 1, false);
        }
        await(200, () -> me(null));
    }

    private static void limit(String role, int version, boolean devices) {
        Company.ACME
                .as("admin")
                .body(Map.of("version", version, "devices", devices))
                .put("/api/v1/access-limits/" + role)
                .then()
                .statusCode(200)
                .body("devices", equalTo(devices));
    }

    private static Response decide(String id, String what, Map<String, Object> body) {
        return Company.ACME.as("admin").body(body).post(DEVICES + "/" + id + "/" + what);
    }

    private static Response me(String secret) {
        var caller = Company.ACME.as("executive");
        if (secret != null) {
            caller.header(DeviceSecret.HEADER, secret);
        }
        return caller.get("/api/v1/me");
    }

    /// What a session is told may be a second old.
    private static Response await(int status, Supplier<Response> call) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        Response answer = call.get();
        while (answer.statusCode() != status && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            answer = call.get();
        }
        answer.then().statusCode(status);
        return answer;
    }
}
