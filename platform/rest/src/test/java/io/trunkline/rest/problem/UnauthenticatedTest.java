package io.trunkline.rest.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IdentityTestResource.class)
class UnauthenticatedTest {

    @Test
    void noTokenIsAProblemInTheLanguageAskedFor() {
        given().header("Accept-Language", "en")
                .get("/api/v1/customers")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHENTICATED"))
                .body("title", containsString("Sign in first"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "audience", "forged", "nonsense"})
    void aTokenThatDoesNotHoldIsRefused(String kind) {
        String token =
                switch (kind) {
                    case "expired" -> TestTokens.expired("acme", "supervisor");
                    case "audience" -> TestTokens.forOtherAudience("acme", "supervisor");
                    case "forged" -> TestTokens.forged("acme", "supervisor");
                    default -> "abc.def.ghi";
                };
        given().auth()
                .oauth2(token)
                .get("/api/v1/customers")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void anUnknownAddressIsAProblemToo() {
        given().auth()
                .oauth2(TestTokens.of("acme", "supervisor"))
                .get("/api/v1/nothing/here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void aCallerOfSeveralTenantsMustNameOne() {
        given().auth()
                .oauth2(TestTokens.auditor())
                .get("/api/v1/customers")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("TENANT_REQUIRED"));
    }

    @Test
    void aFaultTellsAnIncidentAndNothingElse() {
        given().auth()
                .oauth2(TestTokens.of("acme", "supervisor"))
                .get("/api/v1/customers")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("code", equalTo("INTERNAL"));
    }

    @Test
    void operatorRoutesNeedTheRole() {
        given().auth()
                .oauth2(TestTokens.of("acme", "admin"))
                .get("/api/v1/operator/plugins")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(TestTokens.operator())
                .get("/api/v1/operator/plugins")
                .then()
                .statusCode(500);
    }
}
