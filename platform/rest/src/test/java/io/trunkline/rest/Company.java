package io.trunkline.rest;

import static io.restassured.RestAssured.given;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.core.approval.ApprovalAsk;
import io.trunkline.core.approval.Approvals;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.TestTokens;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// A tenant as its people see it through the API.
record Company(String key) {

    static final Company ACME = new Company(TestTenants.ACME);
    static final Company GLOBEX = new Company(TestTenants.GLOBEX);

    RequestSpecification as(String name) {
        return given().auth()
                .oauth2(TestTokens.of(key, name))
                .header("Accept-Language", "en")
                .contentType("application/json");
    }

    RequestSpecification supervisor() {
        return as("supervisor");
    }

    /// Of the same form as a real one, and free in both tenants.
    static String externalNumber() {
        return "T-" + UUID.randomUUID();
    }

    static Map<String, Object> draft(String externalNumber, String name) {
        return Map.of(
                "externalNumber",
                externalNumber,
                "name",
                name,
                "phones",
                List.of("13812345678"),
                "agreementEnd",
                "2026-12-31",
                "monthlyCharge",
                Map.of("minorUnits", 5900, "currency", "CNY"));
    }

    String createCustomer(String name) {
        return supervisor()
                .body(draft(externalNumber(), name))
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    String createReminder(String note) {
        return supervisor()
                .body(Map.of("note", note, "dueAt", Instant.now().plusSeconds(86_400).toString()))
                .post("/api/v1/reminders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /// Lets a reminder of the supervisor's come due.
    ///
    /// @return id of the notification it became
    String firedReminder(String note) {
        supervisor()
                .body(Map.of("note", note, "dueAt", Instant.now().toString()))
                .post("/api/v1/reminders")
                .then()
                .statusCode(201);
        CDI.current().select(Jobs.class).get().run("reminders");
        return supervisor()
                .get("/api/v1/notifications?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
    }

    /// Lets the supervisor ask for an approval, as a plugin would for her, and names a stand-in.
    ///
    /// @return the request's id
    String askedApproval(String title) {
        supervisor()
                .body(
                        Map.of(
                                "memberId", memberId("lead"),
                                "from", "2026-01-01",
                                "until", "2026-01-02"))
                .put("/api/v1/approvals/stand-in")
                .then()
                .statusCode(200);
        Sessions sessions = CDI.current().select(Sessions.class).get();
        Session session =
                sessions.member(key, TestTenants.username("supervisor", key)).orElseThrow();
        TenantRunner.run(
                session,
                () ->
                        CDI.current()
                                .select(TenantDatabase.class)
                                .get()
                                .inTransaction(handle -> {
                                    CDI.current()
                                            .select(Approvals.class)
                                            .get()
                                            .ask(handle, ask(session, title));
                                    return true;
                                }));
        return supervisor()
                .get("/api/v1/approvals?box=mine&limit=1")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
    }

    private static ApprovalAsk ask(Session session, String title) {
        return new ApprovalAsk(
                "none", "none", title, session.actor().memberId(), title, List.of(), null, "");
    }

    /// @return the id of one that is in the bin
    String deletedCustomer(String name) {
        String id = createCustomer(name);
        supervisor().delete("/api/v1/customers/" + id + "?version=1").then().statusCode(204);
        return id;
    }

    /// @return the id of the entry that tells of it
    String creationOf(String customer) {
        return as("admin")
                .get(
                        "/api/v1/audit?objectType=customer&action=customer.create&objectId="
                                + customer)
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
    }

    ExtractableResponse<Response> upload(String csv) {
        return given().auth()
                .oauth2(TestTokens.of(key, "supervisor"))
                .multiPart(
                        "file", "customers.csv", csv.getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/api/v1/imports")
                .then()
                .statusCode(201)
                .extract();
    }

    /// @return id of an export of every customer, whose file is there
    String exported(String format) {
        String id =
                supervisor()
                        .post("/api/v1/exports?format=" + format)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        Instant end = Instant.now().plusSeconds(60);
        while (!"DONE".equals(supervisor().get("/api/v1/exports/" + id).path("state"))) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("export " + id + " is not done");
            }
            LockSupport.parkNanos(50_000_000);
        }
        return id;
    }

    List<String> ids(String list) {
        return supervisor().get(list).then().statusCode(200).extract().path("items.id");
    }

    String unit(String name) {
        return supervisor()
                .get("/api/v1/org-units")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.name == '" + name + "' }.id");
    }

    String position(String key) {
        return as("admin")
                .body(Map.of("key", key, "name", "Position " + key))
                .post("/api/v1/positions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    String memberId(String name) {
        return as(name).get("/api/v1/me").then().statusCode(200).extract().path("memberId");
    }

    String role(String key) {
        return as("admin")
                .get("/api/v1/roles")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.key == '" + key + "' }.id");
    }

    String serviceAccount() {
        return as("admin")
                .body(
                        Map.of(
                                "key",
                                "reporting",
                                "name",
                                "Reporting of " + key,
                                "permissions",
                                List.of("customer.view"),
                                "scope",
                                "TENANT"))
                .post("/api/v1/service-accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("account.id");
    }

    List<String> permissions(String name) {
        return as(name).get("/api/v1/me").then().statusCode(200).extract().path("permissions");
    }
}
