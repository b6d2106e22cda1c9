package io.trunkline.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Notifications, reminders and approvals as programs see them.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class NoticesApiTest {

    @Test
    void tellsInTheLanguageOfTheCaller() {
        String id = Company.ACME.firedReminder("Ring Mr Zhang");
        Company.ACME
                .supervisor()
                .get("/api/v1/notifications?unread=true")
                .then()
                .statusCode(200)
                .body("items.text", hasItem("Reminder: Ring Mr Zhang"));
        Company.ACME
                .supervisor()
                .header("Accept-Language", "zh")
                .get("/api/v1/notifications")
                .then()
                .statusCode(200)
                .body("items.find { it.id == '" + id + "' }.readAt", nullValue());
        Company.ACME
                .supervisor()
                .post("/api/v1/notifications/" + id + "/read")
                .then()
                .statusCode(204);
        Company.ACME
                .supervisor()
                .get("/api/v1/notifications?unread=true")
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(id)));
        Company.ACME
                .as("lead")
                .post("/api/v1/notifications/" + id + "/read")
                .then()
                .statusCode(404);
    }

    @Test
    void refusesSettingsThatCannotBe() {
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(
                        Map.of("version", 0, "quietFrom", "25:00"),
                        Map.of("version", 0, "channels", Map.of("reminder", "OFF")),
                        Map.of("quiet", true))) {
            Company.ACME
                    .as("lead2")
                    .body(wrong)
                    .put("/api/v1/notifications/settings")
                    .then()
                    .statusCode(400);
        }
        Company.ACME
                .as("lead2")
                .body(Map.of("version", 3))
                .put("/api/v1/notifications/settings")
                .then()
                .statusCode(409)
                .body("code", equalTo("STALE"));
    }

    @Test
    void refusesReminderTimesThatCannotBe() {
        for (String time :
                List.of("", "tomorrow", "2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z")) {
            Company.ACME
                    .as("lead2")
                    .body(Map.of("note", "x", "dueAt", time))
                    .post("/api/v1/reminders")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void showsARequestToWhoeverItConcerns() {
        String id = Company.ACME.askedApproval("Twenty more");
        Company.ACME
                .as("admin")
                .get("/api/v1/approvals?box=open")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
        Company.ACME
                .as("lead")
                .get("/api/v1/approvals?box=open")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        Company.ACME.as("agent1").get("/api/v1/approvals/" + id).then().statusCode(404);
        Company.ACME
                .as("admin")
                .body(Map.of("step", 0, "approved", false))
                .post("/api/v1/approvals/" + id + "/decide")
                .then()
                .statusCode(400)
                .body("code", equalTo("COMMENT_MISSING"));
        Company.ACME
                .as("admin")
                .body(Map.of("step", 0, "approved", false, "comment", "not now"))
                .post("/api/v1/approvals/" + id + "/decide")
                .then()
                .statusCode(200)
                .body("request.state", equalTo("REFUSED"));
        Company.ACME
                .supervisor()
                .get("/api/v1/approvals/" + id)
                .then()
                .statusCode(200)
                .body("request.comment", equalTo("not now"));
    }
}
