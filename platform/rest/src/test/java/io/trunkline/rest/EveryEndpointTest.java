package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.access.DeviceLog;
import io.trunkline.tenancy.access.DeviceSecret;
import io.trunkline.tenancy.access.Entrance;
import io.trunkline.tenancy.signin.SignInLog;
import io.trunkline.tenancy.signin.SignIns;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every operation, and for those that are yet to come: a new one fails
/// [#everyOperationIsTestedHere] until it stands in [Endpoint#ALL].
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class EveryEndpointTest {

    private static final String NOBODYS_ID = "4611686018427387904";
    private static final List<String> EVERYONE =
            List.of("executive", "supervisor", "admin", "lead", "agent1");

    private static final Map<Endpoint.Id, String> OURS = new EnumMap<>(Endpoint.Id.class);
    private static final Map<Endpoint.Id, String> THEIRS = new EnumMap<>(Endpoint.Id.class);

    @Inject Sessions sessions;
    @Inject SignInLog signInLog;
    @Inject DeviceLog deviceLog;
    @Inject SignIns signIns;

    @BeforeEach
    void bothCompaniesHaveSomething() {
        if (OURS.isEmpty()) {
            fill(Company.ACME, OURS);
            fill(Company.GLOBEX, THEIRS);
        }
    }

    @Test
    void everyOperationIsTestedHere() {
        Map<String, Map<String, Object>> paths =
                given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("paths");
        Set<String> described = new TreeSet<>();
        paths.forEach((path, operations) ->
                operations.keySet().stream()
                        .filter(key -> !key.equals("parameters"))
                        .forEach(method ->
                                described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> tested = new TreeSet<>();
        Endpoint.ALL.forEach(endpoint -> tested.add(endpoint.operation()));
        assertEquals(described, tested);
    }

    @ParameterizedTest
    @MethodSource("all")
    void nobodyGetsInWithoutAToken(Endpoint endpoint) {
        endpoint.call(given().contentType("application/json"), NOBODYS_ID)
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nobodyGetsInWithAForgedToken(Endpoint endpoint) {
        endpoint.call(bearer(TestTokens.forged("acme", "supervisor")), NOBODYS_ID)
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @MethodSource("ofATenant")
    void aCallerOfSeveralTenantsNamesOne(Endpoint endpoint) {
        endpoint.call(bearer(TestTokens.auditor()), NOBODYS_ID)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("TENANT_REQUIRED"));
    }

    @ParameterizedTest
    @MethodSource("ofATenant")
    void anotherTenantsNameIsLikeAnUnknownOne(Endpoint endpoint) {
        String other = refusal(endpoint, "globex");
        assertEquals(refusal(endpoint, "no-such-tenant"), other);
    }

    @ParameterizedTest
    @MethodSource("ofATenant")
    void aTokenWithoutTenantOpensNone(Endpoint endpoint) {
        endpoint.call(bearer(TestTokens.operator()), NOBODYS_ID)
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("NO_TENANT"));
    }

    @ParameterizedTest
    @MethodSource("ofATenant")
    void someoneWhoIsNoMemberIsRefused(Endpoint endpoint) {
        String token = TestTokens.token("stranger", List.of("acme"), List.of());
        endpoint.call(bearer(token), NOBODYS_ID)
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_A_MEMBER"));
    }

    @ParameterizedTest
    @MethodSource("withId")
    void anotherTenantsIdIsLikeNobodysId(Endpoint endpoint) {
        String nobodys = notFound(endpoint, NOBODYS_ID);
        assertEquals(nobodys, notFound(endpoint, THEIRS.get(endpoint.id())));
        assertEquals(nobodys, notFound(endpoint, "not-a-number"));
    }

    @ParameterizedTest
    @MethodSource("reading")
    void nothingOfAnotherTenantIsInAnAnswer(Endpoint endpoint) {
        assertShowsNone(endpoint, Company.ACME, OURS, THEIRS);
        assertShowsNone(endpoint, Company.GLOBEX, THEIRS, OURS);
    }

    @ParameterizedTest
    @MethodSource("withPermission")
    void withoutThePermissionItIsForbidden(Endpoint endpoint) {
        List<String> without = new ArrayList<>();
        for (String name : EVERYONE) {
            if (!Company.ACME.permissions(name).contains(endpoint.permission())) {
                without.add(name);
            }
        }
        for (String name : without) {
            endpoint.call(Company.ACME.as(name), OURS.getOrDefault(endpoint.id(), NOBODYS_ID))
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("code", equalTo("FORBIDDEN"));
        }
    }

    @ParameterizedTest
    @MethodSource("forOperators")
    void onlyOperatorsSeeThePlatform(Endpoint endpoint) {
        endpoint.call(Company.ACME.as("admin"), NOBODYS_ID)
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("FORBIDDEN"));
        // Let in, whatever then comes of a tenant that does not exist.
        endpoint.call(bearer(TestTokens.operator()), NOBODYS_ID)
                .statusCode(anyOf(is(200), is(400), is(404)));
    }

    static List<Endpoint> all() {
        return Endpoint.ALL;
    }

    static Stream<Endpoint> ofATenant() {
        return Endpoint.ALL.stream().filter(Endpoint::concernsATenant);
    }

    static Stream<Endpoint> withId() {
        return Endpoint.ALL.stream().filter(endpoint -> endpoint.id() != Endpoint.Id.NONE);
    }

    static Stream<Endpoint> reading() {
        return ofATenant()
                .filter(endpoint -> endpoint.method().equals("GET"))
                .filter(endpoint -> !endpoint.isPluginRoute());
    }

    static Stream<Endpoint> withPermission() {
        return Endpoint.ALL.stream().filter(endpoint -> endpoint.permission() != null);
    }

    static Stream<Endpoint> forOperators() {
        return Endpoint.ALL.stream().filter(Endpoint::forOperators);
    }

    private void fill(Company company, Map<Endpoint.Id, String> ids) {
        ids.put(Endpoint.Id.CUSTOMER, company.createCustomer("Zhang of " + company.key()));
        ids.put(Endpoint.Id.IMPORT, company.upload("编号,姓名\n1,张三\n").path("id"));
        ids.put(Endpoint.Id.POSITION, company.position("caller"));
        ids.put(Endpoint.Id.EXPORT, company.exported("csv"));
        ids.put(Endpoint.Id.BINNED, company.deletedCustomer("Deleted of " + company.key()));
        ids.put(Endpoint.Id.AUDIT_ENTRY, company.creationOf(ids.get(Endpoint.Id.CUSTOMER)));
        ids.put(Endpoint.Id.UNIT, company.unit("North District"));
        ids.put(Endpoint.Id.MEMBER, company.memberId("agent1"));
        ids.put(Endpoint.Id.ROLE, company.role("agent"));
        ids.put(Endpoint.Id.SIGN_IN, signIn(company));
        ids.put(Endpoint.Id.DEVICE, device(company));
        ids.put(Endpoint.Id.SERVICE_ACCOUNT, company.serviceAccount());
        ids.put(Endpoint.Id.REMINDER, company.createReminder("Call back"));
        ids.put(Endpoint.Id.NOTIFICATION, company.firedReminder("Called back?"));
        ids.put(Endpoint.Id.APPROVAL, company.askedApproval("Asked for"));
    }

    /// Sign-ins are made by screens alone.
    private String signIn(Company company) {
        Session supervisor =
                sessions.member(company.key(), "supervisor." + company.key()).orElseThrow();
        return TenantRunner.call(
                supervisor,
                () -> {
                    signInLog.seen("sid-of-" + company.key(), "192.0.2.1", "a browser");
                    return "" + signIns.own().getFirst().id();
                });
    }

    /// Devices come to the list by being refused, or at a screen.
    private String device(Company company) {
        Session agent = sessions.member(company.key(), "agent1." + company.key()).orElseThrow();
        String digest = DeviceSecret.digest(DeviceSecret.random()).orElseThrow();
        TenantRunner.run(
                agent, () -> deviceLog.propose(new Entrance("192.0.2.1", digest), "a browser"));
        return company.as("admin").get("/api/v1/access-devices").path("items[0].id");
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    private static String refusal(Endpoint endpoint, String tenant) {
        return endpoint.call(
                        Company.ACME.supervisor().header("Trunkline-Tenant", tenant), NOBODYS_ID)
                .statusCode(404)
                .contentType("application/problem+json")
                .extract()
                .asString();
    }

    private static String notFound(Endpoint endpoint, String id) {
        return endpoint.call(Company.ACME.as(endpoint.caller()), id)
                .statusCode(404)
                .contentType("application/problem+json")
                .extract()
                .asString();
    }

    private static void assertShowsNone(
            Endpoint endpoint,
            Company company,
            Map<Endpoint.Id, String> own,
            Map<Endpoint.Id, String> others) {
        String answer =
                endpoint.call(
                                company.as(endpoint.caller()),
                                own.getOrDefault(endpoint.id(), NOBODYS_ID))
                        .statusCode(200)
                        .extract()
                        .asString();
        for (String id : others.values()) {
            assertFalse(answer.contains(id), endpoint + " shows " + id + " to " + company.key());
        }
    }
}
