package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class CustomerApiTest {

    private static final String CUSTOMERS = "/api/v1/customers";

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x"})
    void aTextThatCannotBeKeptIsRefusedAndNamed(String text) {
        Company.ACME
                .supervisor()
                .contentType("application/json")
                .body("{\"externalNumber\": \"K-1\", \"name\": \"Li%s\"}".formatted(text))
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .body("code", equalTo("BODY_MALFORMED"))
                .body("title", containsString("name"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/customers, phones, 'null, \"13812345678\"'",
        "POST, /api/v1/members, phones, null",
        "POST, /api/v1/members, skills, null",
        "POST, /api/v1/members, roleIds, null",
        "POST, /api/v1/roles, permissions, null",
        "POST, /api/v1/org-units, aliases, null",
        "POST, /api/v1/service-accounts, permissions, null"
    })
    void nothingInAListIsRefusedAndNamed(
            String method, String path, String field, String elements) {
        Company.ACME
                .as("admin")
                .contentType("application/json")
                .body("{\"name\": \"Li\", \"%s\": [%s]}".formatted(field, elements))
                .request(method, path)
                .then()
                .statusCode(400)
                .body("code", equalTo("BODY_MALFORMED"))
                .body("title", containsString(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"phone\": null}", "{\"phone\": \"SECRET\"}"})
    void nothingInAMapIsRefused(String fields) {
        Company.ACME
                .as("admin")
                .contentType("application/json")
                .body("{\"name\": \"Li\", \"rows\": \"OWN\", \"fields\": %s}".formatted(fields))
                .post("/api/v1/roles")
                .then()
                .statusCode(400)
                .body("code", equalTo("BODY_MALFORMED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01", "-0001-01-01", "0000-01-01", "10000-01-01"})
    void aDateBeyondWhatIsKeptIsRefused(String date) {
        Company.ACME
                .supervisor()
                .queryParam("agreementEndFrom", date)
                .get(CUSTOMERS)
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID"));
        Company.ACME
                .supervisor()
                .body(
                        "{\"externalNumber\": \"D-1\", \"name\": \"Li\", \"agreementEnd\": \"%s\"}"
                                .formatted(date.length() > 12 ? date : "+6000000-01-01"))
                .post(CUSTOMERS)
                .then()
                .statusCode(400);
    }

    @Test
    void aWholeCharacterOfTwoHalvesIsKept() {
        Company.ACME
                .supervisor()
                .contentType("application/json")
                .body(
                        "{\"externalNumber\": \"%s\", \"name\": \"\\ud840\\udc0b\", \"phones\": [\"13812340000\"]}"
                                .formatted(Company.externalNumber()))
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .body("name", equalTo("\ud840\udc0b"));
    }

    @Test
    void aSearchForATextThatCannotBeKeptIsRefused() {
        Company.ACME
                .supervisor()
                .urlEncodingEnabled(false)
                .get(CUSTOMERS + "?q=a%00b")
                .then()
                .statusCode(400)
                .body("code", equalTo("TEXT_UNUSABLE"));
    }

    @Test
    void aCustomerIsCreatedReadAndChanged() {
        String number = Company.externalNumber();
        String id =
                Company.ACME
                        .supervisor()
                        .body(Company.draft(number, "Li Lei"))
                        .post(CUSTOMERS)
                        .then()
                        .statusCode(201)
                        .header("Location", containsString("/api/v1/customers/"))
                        .body("externalNumber", equalTo(number))
                        .body("phones[0].number", containsString("138"))
                        .body("agreementEnd", equalTo("2026-12-31"))
                        .body("monthlyCharge.minorUnits", equalTo(5900))
                        .extract()
                        .path("id");
        int version = get(id).path("version");

        Map<String, Object> change = new HashMap<>(Company.draft(number, "Li Lei the Second"));
        change.put("version", version);
        Company.ACME
                .supervisor()
                .body(change)
                .put(CUSTOMERS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Li Lei the Second"));

        Company.ACME
                .supervisor()
                .body(change)
                .put(CUSTOMERS + "/" + id)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("STALE"))
                .body("type", equalTo("urn:trunkline:problem:stale"))
                .body("status", is(409));
    }

    @Test
    void aChangeNamesTheVersionItWasMadeFrom() {
        String id = Company.ACME.createCustomer("No Version");
        Company.ACME
                .supervisor()
                .body(Company.draft(Company.externalNumber(), "No Version"))
                .put(CUSTOMERS + "/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("version"));
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        Company.ACME
                .supervisor()
                .body(
                        Map.of(
                                "externalNumber", "",
                                "name", "",
                                "phones", List.of("12"),
                                "birthDate", "2999-01-01"))
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("FIELDS_INVALID"))
                .body("errors.field", hasItems("externalNumber", "name", "phones", "birthDate"))
                .body("errors.message", everyItem(not(containsString("This value is wrong"))));
    }

    @Test
    void anExternalNumberIsTakenOnceInATenant() {
        String number = Company.externalNumber();
        Map<String, Object> draft = Company.draft(number, "One");
        Company.ACME.supervisor().body(draft).post(CUSTOMERS).then().statusCode(201);
        Company.ACME
                .supervisor()
                .body(draft)
                .post(CUSTOMERS)
                .then()
                .statusCode(409)
                .body("code", equalTo("EXTERNAL_NUMBER_TAKEN"));
        Company.GLOBEX.supervisor().body(draft).post(CUSTOMERS).then().statusCode(201);
    }

    @Test
    void anotherTenantsUnitOrMemberIsNoneHere() {
        String unit = Company.GLOBEX.unit(TestTenants.DISTRICT);
        String member = Company.GLOBEX.memberId("agent1");
        refusedWith("orgUnitId", unit);
        refusedWith("ownerId", member);
        Company.ACME
                .supervisor()
                .get(CUSTOMERS + "?district=" + unit)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("district"));
        Company.ACME
                .supervisor()
                .get(CUSTOMERS + "?owner=" + member)
                .then()
                .statusCode(200)
                .body("items", empty());
        Company.ACME
                .supervisor()
                .get("/api/v1/members?permission=customer.view&orgUnit=" + unit)
                .then()
                .statusCode(400);
    }

    @Test
    void aPhoneFindsTheCustomerInItsOwnTenantOnly() {
        String phone = "139" + (10_000_000 + System.nanoTime() % 80_000_000);
        Map<String, Object> draft = new HashMap<>(Company.draft(Company.externalNumber(), "Han"));
        draft.put("phones", List.of(phone));
        String id =
                Company.ACME.supervisor().body(draft).post(CUSTOMERS).then().extract().path("id");
        Company.ACME
                .supervisor()
                .get(CUSTOMERS + "?phone=" + phone)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(id)));
        Company.ACME
                .supervisor()
                .queryParam("phone", "+86 " + phone)
                .get(CUSTOMERS)
                .then()
                .body("items.id", equalTo(List.of(id)));
        Company.GLOBEX
                .supervisor()
                .get(CUSTOMERS + "?phone=" + phone)
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void aDistrictIsNamedOrNumbered() {
        String unit = Company.ACME.unit(TestTenants.OTHER_DISTRICT);
        Map<String, Object> draft = new HashMap<>(Company.draft(Company.externalNumber(), "South"));
        draft.put("orgUnitId", unit);
        String id =
                Company.ACME.supervisor().body(draft).post(CUSTOMERS).then().extract().path("id");
        for (String district : List.of(unit, TestTenants.OTHER_DISTRICT)) {
            Company.ACME
                    .supervisor()
                    .queryParam("district", district)
                    .get(CUSTOMERS)
                    .then()
                    .statusCode(200)
                    .body("items.id", hasItem(id))
                    .body("items.orgUnitId", everyItem(equalTo(unit)));
        }
        Company.ACME.as("lead").get(CUSTOMERS + "/" + id).then().statusCode(404);
        Company.ACME.as("lead2").get(CUSTOMERS + "/" + id).then().statusCode(200);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        String name = "Paged" + System.nanoTime();
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            created.add(Company.ACME.createCustomer(name + i));
        }
        for (String sort : List.of("created", "name", "agreementEnd")) {
            List<String> seen = new ArrayList<>();
            String after = "";
            while (after != null) {
                var page =
                        Company.ACME
                                .supervisor()
                                .queryParam("q", name)
                                .queryParam("sort", sort)
                                .queryParam("limit", 2)
                                .queryParam("after", after)
                                .get(CUSTOMERS)
                                .then()
                                .statusCode(200)
                                .extract();
                seen.addAll(page.<List<String>>path("items.id"));
                after = page.path("next");
            }
            assertEquals(5, seen.size(), sort + " " + seen);
            assertEquals(new HashSet<>(created), new HashSet<>(seen));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "after,nonsense",
        "limit,0",
        "limit,201",
        "limit,many",
        "sort,shoeSize",
        "district,Nowhere",
        "owner,somebody",
        "agreementEndFrom,2026-02-30",
        "agreementEndTo,tomorrow"
    })
    void aParameterThatCannotBeRightIsRefused(String name, String value) {
        Company.ACME
                .supervisor()
                .queryParam(name, value)
                .get(CUSTOMERS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", containsString(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "\"text\"", "{\"name\": {}}", "{\"birthDate\": \"soon\"}", ""})
    void aBodyThatIsNotTheJsonExpectedIsRefused(String body) {
        Company.ACME
                .supervisor()
                .body(body)
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("BODY_MALFORMED"));
    }

    @Test
    void anUnknownFieldIsRefusedByItsName() {
        Company.ACME
                .supervisor()
                .body(Map.of("externalNumber", "1", "name", "A", "nickname", "B"))
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .body("code", equalTo("FIELD_UNKNOWN"))
                .body("errors[0].field", equalTo("nickname"));
    }

    @Test
    void aNoteStandsOnTheTimeline() {
        String id = Company.ACME.createCustomer("Noted");
        Company.ACME
                .supervisor()
                .body(Map.of("note", "Wants a call on Monday"))
                .post(CUSTOMERS + "/" + id + "/notes")
                .then()
                .statusCode(201)
                .body("customerId", equalTo(id));
        Company.ACME
                .supervisor()
                .get(CUSTOMERS + "/" + id + "/timeline")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].note", equalTo("Wants a call on Monday"))
                .body("items[0].channel", equalTo("NOTE"))
                .body("next", nullValue());
    }

    @Test
    void anAgentSeesAMaskedNumberAndDialsTheWholeOne() {
        Map<String, Object> draft = new HashMap<>(Company.draft(Company.externalNumber(), "Wei"));
        draft.put("orgUnitId", Company.ACME.unit(TestTenants.DISTRICT));
        String id =
                Company.ACME.supervisor().body(draft).post(CUSTOMERS).then().extract().path("id");
        Company.ACME
                .as("agent1")
                .get(CUSTOMERS + "/" + id)
                .then()
                .statusCode(200)
                .body("phones[0].masked", is(true))
                .body("phones[0].number", allOf(containsString("*"), notNullValue()));
        Company.ACME
                .as("agent1")
                .body(Map.of("reason", "a test"))
                .post(CUSTOMERS + "/" + id + "/dial")
                .then()
                .statusCode(200)
                .body("number", equalTo("+8613812345678"));
    }

    @Test
    void anAuditorReadsBothCompaniesEachUnderItsName() {
        String ours = Company.ACME.createCustomer("Seen by the auditor");
        for (Company company : List.of(Company.ACME, Company.GLOBEX)) {
            List<String> ids =
                    given().auth()
                            .oauth2(TestTokens.auditor())
                            .header("Trunkline-Tenant", company.key())
                            .get(CUSTOMERS)
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("items.id");
            assertEquals(company.equals(Company.ACME), ids.contains(ours));
        }
        assertTrue(Company.ACME.ids(CUSTOMERS).contains(ours));
    }

    private static void refusedWith(String field, String value) {
        Map<String, Object> draft = new HashMap<>(Company.draft(Company.externalNumber(), "Chen"));
        draft.put(field, value);
        Company.ACME
                .supervisor()
                .body(draft)
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .body("code", equalTo("FIELDS_INVALID"))
                .body("errors.field", hasItem(field));
    }

    private static ExtractableResponse<Response> get(String id) {
        return Company.ACME.supervisor().get(CUSTOMERS + "/" + id).then().statusCode(200).extract();
    }
}
