package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class UnauthenticatedTest {

    @Test
    void theRefusalIsInTheLanguageAskedFor() {
        for (List<String> language : List.of(List.of("en", "Sign in"), List.of("zh-CN", "请先登录"))) {
            given().header("Accept-Language", language.getFirst())
                    .get("/api/v1/customers")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .contentType("application/problem+json")
                    .body("code", equalTo("UNAUTHENTICATED"))
                    .body("title", containsString(language.getLast()));
        }
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

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/nothing/here", "/api/v1/customers/1/shoes", "/api/v2/customers"})
    void anAddressThatNobodyServesIsAProblem(String path) {
        given().auth()
                .oauth2(TestTokens.of("acme", "supervisor"))
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void aMethodThatIsNotServedIsAProblem() {
        given().auth()
                .oauth2(TestTokens.of("acme", "supervisor"))
                .delete("/api/v1/customers")
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
    }
}
