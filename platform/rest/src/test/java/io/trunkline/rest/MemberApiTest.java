package io.trunkline.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class MemberApiTest {

    private static final String MEMBERS = "/api/v1/members";

    @Test
    void aDistrictsAdministratorInvitesAndKeepsHerOwnPeople() {
        String north = Company.ACME.unit(TestTenants.DISTRICT);
        String south = Company.ACME.unit(TestTenants.OTHER_DISTRICT);
        String id =
                Company.ACME
                        .as("district")
                        .body(
                                Map.of(
                                        "username",
                                        "api.acme",
                                        "name",
                                        "Api One",
                                        "orgUnitId",
                                        north,
                                        "phones",
                                        List.of("138 1234 0001"),
                                        "hours",
                                        Map.of("MONDAY", List.of("08:30-12:00", "13:30-17:30"))))
                        .post(MEMBERS)
                        .then()
                        .statusCode(201)
                        .body("invitation", notNullValue())
                        .body("member.hours.MONDAY", contains("08:30-12:00", "13:30-17:30"))
                        .extract()
                        .path("member.id");
        Company.ACME
                .as("district")
                .body(Map.of("name", "Api One", "orgUnitId", south, "version", 1))
                .put(MEMBERS + "/" + id)
                .then()
                .statusCode(403)
                .body("code", equalTo("MEMBER_LEAVES_REACH"));
        Company.ACME
                .as("district")
                .body(Map.of("version", 1))
                .post(MEMBERS + "/" + id + "/disable")
                .then()
                .statusCode(200)
                .body("active", equalTo(false));
        Company.ACME
                .as("district")
                .get(MEMBERS + "?q=api&state=disabled")
                .then()
                .statusCode(200)
                .body("items.username", contains("api.acme"));
        Company.ACME
                .as("district")
                .body(Map.of("version", 1))
                .post(MEMBERS + "/" + Company.ACME.memberId("agent4") + "/disable")
                .then()
                .statusCode(404);
        Company.ACME
                .as("agent1")
                .get(MEMBERS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Api One"))
                .body("phones", nullValue());
    }

    @Test
    void theListIsTheManagersOwnAndComesInPages() {
        Company.ACME
                .as("district")
                .get(MEMBERS)
                .then()
                .statusCode(200)
                .body("items.username", hasItem("agent1.acme"))
                .body("items.username", not(hasItem("agent4.acme")));
        String next =
                Company.ACME
                        .as("admin")
                        .get(MEMBERS + "?q=agent&limit=4")
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(4))
                        .extract()
                        .path("next");
        Company.ACME
                .as("admin")
                .get(MEMBERS + "?q=agent&limit=4&after=" + next)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("next", nullValue());
        Company.ACME.supervisor().get(MEMBERS).then().statusCode(403);
        Company.ACME.as("admin").get(MEMBERS + "?state=asleep").then().statusCode(400);
    }

    @Test
    void customersOfALeaverGoToOthersInTurn() {
        String from = Company.GLOBEX.memberId("agent1");
        String one = Company.GLOBEX.memberId("agent2");
        String two = Company.GLOBEX.memberId("agent3");
        for (int i = 0; i < 3; i++) {
            Map<String, Object> draft =
                    new HashMap<>(Company.draft(Company.externalNumber(), "Handed " + i));
            draft.put("ownerId", from);
            Company.GLOBEX
                    .supervisor()
                    .body(draft)
                    .post("/api/v1/customers")
                    .then()
                    .statusCode(201);
        }
        Company.GLOBEX
                .as("admin")
                .get(MEMBERS + "/" + from + "/handover")
                .then()
                .statusCode(200)
                .body("open.find { it.kind == 'customers' }.count", equalTo(3));
        Company.GLOBEX
                .as("admin")
                .body(Map.of("version", 1))
                .post(MEMBERS + "/" + from + "/disable")
                .then()
                .statusCode(409)
                .body("code", equalTo("MEMBER_HAS_WORK"));
        Company.GLOBEX
                .as("admin")
                .body(Map.of("toMemberIds", List.of(from), "customers", true))
                .post(MEMBERS + "/" + from + "/handover")
                .then()
                .statusCode(400)
                .body("code", equalTo("RECEIVER_INVALID"));
        Company.GLOBEX
                .as("admin")
                .body(
                        Map.of(
                                "toMemberIds",
                                List.of(one, two),
                                "customers",
                                true,
                                "work",
                                true,
                                "reason",
                                "leaves"))
                .post(MEMBERS + "/" + from + "/handover")
                .then()
                .statusCode(200)
                .body("total", equalTo(3));
        awaitFinished(from);
        assertEquals(0, owned(from));
        assertEquals(3, owned(one) + owned(two));
        assertEquals(1, Math.abs(owned(one) - owned(two)));
    }

    private static void awaitFinished(String member) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (Company.GLOBEX
                        .as("admin")
                        .get(MEMBERS + "/" + member + "/handover")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("latest.finishedAt")
                == null) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("the handover does not end");
            }
        }
    }

    private static int owned(String member) {
        return Company.GLOBEX.ids("/api/v1/customers?owner=" + member).size();
    }

    @Test
    void ofSomeWhoInviteHerAtOnceOneSucceedsAndTheOthersAreTold() throws Exception {
        Map<String, Object> her =
                Map.of(
                        "username",
                        "raced.acme",
                        "name",
                        "Raced",
                        "orgUnitId",
                        Company.ACME.unit(TestTenants.DISTRICT));
        List<Future<Integer>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                asked.add(
                        threads.submit(() ->
                                Company.ACME.as("district").body(her).post(MEMBERS).statusCode()));
            }
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> one : asked) {
            answers.add(one.get());
        }
        answers.sort(null);
        assertEquals(List.of(201, 409, 409, 409, 409, 409), answers);
    }
}
