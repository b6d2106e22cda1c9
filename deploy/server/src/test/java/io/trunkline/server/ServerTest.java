package io.trunkline.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole application against a database, while Keycloak is away: only its keys can be had.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class ServerTest {

    @TestHTTPResource("/")
    URI address;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void readinessNamesThePartThatIsMissing() {
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.name", hasItems("database", "keycloak", "plugins"))
                .body("checks.find { it.name == 'database' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'keycloak' }.status", equalTo("DOWN"));
    }

    /// Nothing of them for strangers, and nothing but them on the port for operators' machines.
    @Test
    void metersAreServedOnTheManagementPortAlone() {
        given().redirects().follow(false).get("/q/metrics").then().statusCode(not(equalTo(200)));
        given().redirects()
                .follow(false)
                .get("/q/health/plugins")
                .then()
                .statusCode(not(equalTo(200)));
        given().get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("trunkline_events"))
                .body(containsString("jvm_threads"));
        given().get(management.resolve("/q/health/plugins"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("status", equalTo("UP"));
        given().get(management.resolve("/api/v1/me")).then().statusCode(404);
    }

    @Test
    void aVisitorReadsThatSigningInIsNotPossible() {
        given().header("Accept-Language", "en")
                .redirects()
                .follow(false)
                .get("/customers")
                .then()
                .statusCode(503)
                .contentType("text/html")
                .header("Retry-After", notNullValue())
                .body(containsString("Signing in is not possible right now"));
        given().redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(503)
                .body(containsString("暂时无法登录"));
    }

    @Test
    void anOpenScreenIsToldThatItsSessionIsOver() {
        given().post("/?v-r=uidl&v-uiId=0")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("meta.sessionExpired", equalTo(true));
        given().post("/?v-r=heartbeat&v-uiId=0").then().statusCode(403);
    }

    /// Java's own client asks for HTTP/2 with its first request.
    @Test
    void withoutTlsNobodyIsUpgraded() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address.resolve("/q/openapi")).build();
            var answer = client.send(request, BodyHandlers.discarding());
            assertEquals(HttpClient.Version.HTTP_2, client.version());
            assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
        }
    }

    @Test
    void someoneWithATokenGoesOnWorking() {
        given().auth()
                .oauth2(TestTokens.of("acme", "supervisor"))
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("tenant.key", equalTo("acme"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/v9/customers", "/api/v1/customers/1/shoes"})
    void anAddressBelowApiNeverEndsInAScreen(String path) {
        given().auth()
                .oauth2(TestTokens.of("acme", "supervisor"))
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"));
    }

    /// A session that nobody signed in for would be memory for everyone to take.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/x",
                "/q/health/x",
                "/aura/x",
                "/_static/x",
                "/VAADIN/static/x",
                "/VAADIN/build/x",
                "/drafts",
                "/drafts/x"
            })
    void nobodyGetsASessionBeforeSigningIn(String path) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .header(
                        "Set-Cookie",
                        anyOf(
                                nullValue(),
                                containsString("Max-Age=0"),
                                not(containsString("JSESSIONID"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/trunkline.css", "/api/v1/me", "/q/openapi"})
    void everyAnswerCarriesTheSecurityHeaders(String path) {
        given().get(path)
                .then()
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    }
}
