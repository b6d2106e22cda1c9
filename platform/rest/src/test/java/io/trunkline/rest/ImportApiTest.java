package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class ImportApiTest {

    private static final String IMPORTS = "/api/v1/imports/";

    @Test
    void aFileIsCheckedStartedAndDone() {
        String prefix = Company.externalNumber();
        String id =
                Company.ACME
                        .upload(
                                "编号,姓名,电话\n%s-1,张三,13812345678\n%s-2,,13812345679\n"
                                        .formatted(prefix, prefix))
                        .path("id");
        awaitState(id, "READY");
        Company.ACME
                .supervisor()
                .get(IMPORTS + id)
                .then()
                .body("fileName", equalTo("customers.csv"))
                .body("rows", is(2))
                .body("counts.created", is(1))
                .body("counts.refused", is(1));
        Company.ACME.supervisor().post(IMPORTS + id + "/start").then().statusCode(200);
        awaitState(id, "DONE");
        Company.ACME
                .supervisor()
                .queryParam("import", id)
                .get("/api/v1/customers")
                .then()
                .statusCode(200)
                .body("items.externalNumber", hasItem(prefix + "-1"));
        Company.ACME
                .supervisor()
                .get("/api/v1/imports")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
    }

    @Test
    void theReportComesAsPagesOrAsASpreadsheet() {
        String id =
                Company.ACME
                        .upload("编号,姓名,电话\nR-1,,13812345678\nR-2,李四,=HYPERLINK(1)\n")
                        .path("id");
        awaitState(id, "READY");
        Company.ACME
                .supervisor()
                .get(IMPORTS + id + "/errors")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("items.reason", hasItem("name-missing"))
                .body("items.find { it.reason == 'name-missing' }.row", is(2));
        assertSpreadsheet(csvByAccept(id));
        assertSpreadsheet(
                Company.ACME
                        .supervisor()
                        .get(IMPORTS + id + "/errors?format=csv")
                        .then()
                        .statusCode(200)
                        .header("Content-Disposition", containsString("attachment"))
                        .extract()
                        .asByteArray());
    }

    @Test
    void columnsCanBeCorrected() {
        String id = Company.ACME.upload("编号,姓名,备注\nC-1,王五,无\n").path("id");
        awaitSettled(id);
        Company.ACME
                .supervisor()
                .body(Map.of("fields", Map.of("2", "IGNORED")))
                .put(IMPORTS + id + "/mapping")
                .then()
                .statusCode(200)
                .body("columns[2].field", equalTo("IGNORED"))
                .body("columns[2].guessed", is(false));
        Company.ACME
                .supervisor()
                .body(Map.of("fields", Map.of("0", "SHOE_SIZE")))
                .put(IMPORTS + id + "/mapping")
                .then()
                .statusCode(400)
                .body("code", equalTo("BODY_MALFORMED"));
    }

    @Test
    void aFormWithoutAFileIsRefused() {
        given().auth()
                .oauth2(TestTokens.of("acme", "supervisor"))
                .multiPart("other", "text")
                .post("/api/v1/imports")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("FILE_MISSING"));
        Company.ACME
                .supervisor()
                .body(Map.of())
                .post("/api/v1/imports")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void aFileThatIsNoCsvIsRefusedAsAWholeAndSaysWhy() {
        String id = Company.ACME.upload("").path("id");
        awaitState(id, "REFUSED");
        Company.ACME.supervisor().get(IMPORTS + id).then().body("problem.code", notNullValue());
    }

    private static byte[] csvByAccept(String id) {
        return Company.ACME
                .supervisor()
                .accept("text/csv")
                .get(IMPORTS + id + "/errors")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asByteArray();
    }

    private static void assertSpreadsheet(byte[] file) {
        assertArrayEquals(
                new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, Arrays.copyOf(file, 3));
        String text = new String(file, StandardCharsets.UTF_8);
        assertTrue(text.contains("\"Row\",\"Result\""), text);
        assertTrue(text.contains("\"2\",\"not imported\",\"Name\""), text);
        assertTrue(text.contains("\"'=HYPERLINK(1)\""), text);
    }

    private static void awaitState(String id, String wanted) {
        assertEquals(wanted, awaitSettled(id, wanted));
    }

    private static void awaitSettled(String id) {
        awaitSettled(id, "");
    }

    private static String awaitSettled(String id, String wanted) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            String state =
                    Company.ACME
                            .supervisor()
                            .get(IMPORTS + id)
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("state");
            boolean settled =
                    wanted.isEmpty()
                            ? !state.equals("CHECKING") && !state.equals("RUNNING")
                            : state.equals(wanted);
            if (settled || Instant.now().isAfter(end)) {
                return state;
            }
            Thread.onSpinWait();
        }
    }
}
