package io.trunkline.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class ModuleApiTest {

    @BeforeEach
    void useOneThatIsGone() throws SQLException {
        sql(
                """
                INSERT INTO trunkline.module (tenant_id, plugin_id, enabled, position)
                SELECT id, 'gone', true, 99 FROM trunkline.tenant WHERE key = '%s'
                """
                        .formatted(TestTenants.ACME));
    }

    @AfterEach
    void forgetIt() throws SQLException {
        sql("DELETE FROM trunkline.module WHERE plugin_id = 'gone'");
    }

    @Test
    void aPluginThatIsNotThereIsCalledByItsId() {
        Company.ACME
                .as("admin")
                .get("/api/v1/modules")
                .then()
                .statusCode(200)
                .body("items.find { it.id == 'gone' }.name", equalTo("gone"))
                .body("items.find { it.id == 'gone' }.state", equalTo("AWAY"))
                .body("items.find { it.id == 'gone' }.version", nullValue());
        Company.GLOBEX
                .as("admin")
                .get("/api/v1/modules")
                .then()
                .statusCode(200)
                .body("items.find { it.id == 'gone' }", nullValue());
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /// Nothing (null) is a value that is not chosen, and no fault of the body.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"longest\": null} | 404 | MODULE_UNKNOWN",
                "{\"longest\": 5} | 404 | MODULE_UNKNOWN",
                "null | 400 | INVALID",
                "[null] | 400 | BODY_MALFORMED",
            })
    void valuesMayBeNothing(String values, int status, String code) {
        Company.ACME
                .as("admin")
                .contentType("application/json")
                .body("{\"version\": 0, \"values\": " + values + "}")
                .put("/api/v1/modules/nobody/settings")
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }
}
