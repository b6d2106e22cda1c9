package io.trunkline.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class MaskingApiTest {

    private static final String CUSTOMERS = "/api/v1/customers";

    @Test
    void aMaskedFieldIsUnmaskedWithAReason() {
        String id = create(Company.ACME, "PASS7711", "13644440001");
        Company.ACME
                .as("lead")
                .get(CUSTOMERS + "/" + id)
                .then()
                .body("idNumber", equalTo("P******1"));
        Company.ACME
                .as("lead")
                .body(Map.of("fields", List.of("idNumber"), "reason", "caller asks"))
                .post(CUSTOMERS + "/" + id + "/unmask")
                .then()
                .statusCode(200)
                .body("idNumber", equalTo("PASS7711"));
        Company.ACME
                .as("lead")
                .body(Map.of("fields", List.of("idNumber"), "reason", "x"))
                .post(CUSTOMERS + "/" + id + "/unmask")
                .then()
                .statusCode(400)
                .body("code", equalTo("REASON_REQUIRED"));
        for (List<String> fields : List.of(List.of("shoeSize"), List.<String>of())) {
            Company.ACME
                    .as("lead")
                    .body(Map.of("fields", fields, "reason", "caller asks"))
                    .post(CUSTOMERS + "/" + id + "/unmask")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("fields"));
        }
        Company.ACME
                .as("agent1")
                .body(Map.of("fields", List.of("phone"), "reason", "caller asks"))
                .post(CUSTOMERS + "/" + id + "/unmask")
                .then()
                .statusCode(403);
    }

    @Test
    void aWrongIdentityNumberIsNamed() {
        Map<String, Object> draft = new HashMap<>(Company.draft(Company.externalNumber(), "Wrong"));
        draft.put("idNumber", "110105194912310021");
        Company.ACME
                .supervisor()
                .body(draft)
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("idNumber"))
                .body("errors[0].message", equalTo("This is no identity number."));
    }

    @Test
    void aDuplicateOutOfReachIsToldWithoutItsName() {
        create(Company.GLOBEX, "PASS7722", "13644440002");
        String id = create(Company.ACME, "PASS7722", "13644440002");
        Map<String, Object> asked =
                Map.of("phones", List.of("13644440002"), "idNumber", "pass7722");
        Company.ACME
                .supervisor()
                .body(asked)
                .post(CUSTOMERS + "/duplicates")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].field", equalTo("phone"))
                .body("items[0].customerId", equalTo(id))
                .body("items[1].field", equalTo("idNumber"));
        // To her the phone is open and the identity number masked.
        Company.ACME
                .as("lead2")
                .body(asked)
                .post(CUSTOMERS + "/duplicates")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].field", equalTo("phone"))
                .body("items[0].withinReach", equalTo(false))
                .body("items[0].customerId", nullValue())
                .body("items[0].name", nullValue());
        Company.ACME
                .supervisor()
                .body(Map.of("phones", List.of("13644440002"), "except", id))
                .post(CUSTOMERS + "/duplicates")
                .then()
                .body("items", empty());
    }

    @Test
    void guessingMaskedNumbersEndsWithATimeToWait() {
        int status = 200;
        for (int guess = 0; guess < 61 && status == 200; guess++) {
            status =
                    Company.GLOBEX
                            .as("agent5")
                            .get(CUSTOMERS + "?phone=1364445" + (1000 + guess))
                            .statusCode();
        }
        Company.GLOBEX
                .as("agent5")
                .get(CUSTOMERS + "?q=13644459999")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("3[0-9]{3}"))
                .body("code", equalTo("SEARCH_LIMIT"))
                .body("title", containsString("60"));
    }

    @Test
    void anExportIsFetchedAsAFileByItsMakerAlone() {
        String id = Company.ACME.exported("xlsx");
        Company.ACME
                .supervisor()
                .get("/api/v1/exports/" + id + "/file")
                .then()
                .statusCode(200)
                .contentType(containsString("spreadsheetml"))
                .header("Content-Disposition", containsString(".xlsx"));
        String csv = Company.ACME.exported("csv");
        byte[] file =
                Company.ACME.supervisor().get("/api/v1/exports/" + csv + "/file").asByteArray();
        assertEquals((byte) 0xEF, file[0]);
        assertTrue(new String(file, StandardCharsets.UTF_8).contains("\"Customer number\""));
        for (String path : List.of("", "/file")) {
            Company.GLOBEX.supervisor().get("/api/v1/exports/" + csv + path).then().statusCode(404);
        }
        Company.ACME
                .supervisor()
                .get("/api/v1/exports")
                .then()
                .statusCode(200)
                .body("items.id", not(empty()));
        Company.ACME
                .supervisor()
                .post("/api/v1/exports/" + csv + "/cancel")
                .then()
                .body("state", equalTo("DONE"));
        Company.ACME
                .supervisor()
                .post("/api/v1/exports?format=pdf")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("format"));
    }

    private static String create(Company company, String idNumber, String phone) {
        Map<String, Object> draft =
                new HashMap<>(Company.draft(Company.externalNumber(), "Masked " + idNumber));
        draft.put("idNumber", idNumber);
        draft.put("phones", List.of(phone));
        draft.put("orgUnitId", company.unit("North District"));
        return company.supervisor()
                .body(draft)
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
