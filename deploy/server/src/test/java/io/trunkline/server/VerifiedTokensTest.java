package io.trunkline.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import org.junit.jupiter.api.Test;

/// A token that is remembered opens exactly what it opened when it was verified.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class VerifiedTokensTest {

    @Test
    void theSameTokenIsTheSamePersonEachTime() {
        for (String tenant : new String[] {TestTenants.ACME, TestTenants.GLOBEX}) {
            String token = TestTokens.of(tenant, "supervisor");
            for (int i = 0; i < 3; i++) {
                given().header("Authorization", "Bearer " + token)
                        .get("/api/v1/me")
                        .then()
                        .statusCode(200)
                        .body("tenant.key", equalTo(tenant));
            }
        }
    }

    @Test
    void aChangedTokenIsNotTheOneThatWasVerified() {
        String token = TestTokens.of(TestTenants.ACME, "supervisor");
        given().header("Authorization", "Bearer " + token).get("/api/v1/me").then().statusCode(200);
        int middle = token.lastIndexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, middle) + other + token.substring(middle + 1);
        given().header("Authorization", "Bearer " + changed)
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }
}
