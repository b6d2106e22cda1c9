package io.trunkline.testing.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Bearer tokens of the users of the test tenants, shaped like Keycloak's. Usernames are
/// `<name>.<tenant>`, for example `supervisor.acme`; `auditor` belongs to both tenants.
public final class TestTokens {

    private static final String AUDIENCE = "trunkline-api";
    private static final Duration LIFE = Duration.ofHours(1);

    private TestTokens() {}

    /// @param tenant `acme` or `globex`
    /// @param name for example `supervisor`, `lead`, `agent1`
    public static String of(String tenant, String name) {
        return token(name + "." + tenant, List.of(tenant), List.of());
    }

    /// The user of both tenants.
    public static String auditor() {
        return token("auditor", List.of("acme", "globex"), List.of());
    }

    /// Works on the platform, belongs to no tenant.
    public static String operator() {
        return token("operator", List.of(), List.of("operator"));
    }

    public static String token(String username, List<String> tenants, List<String> realmRoles) {
        return SigningKey.published()
                .sign(payload(username, tenants, realmRoles, AUDIENCE, Instant.now().plus(LIFE)));
    }

    /// Made some seconds from now: after whatever happens before it is used.
    public static String later(String tenant, String name) {
        return SigningKey.published()
                .sign(
                        payload(
                                name + "." + tenant,
                                List.of(tenant),
                                List.of(),
                                AUDIENCE,
                                Instant.now().plusSeconds(5).plus(LIFE)));
    }

    /// Was good until a minute ago.
    public static String expired(String tenant, String name) {
        return SigningKey.published()
                .sign(
                        payload(
                                name + "." + tenant,
                                List.of(tenant),
                                List.of(),
                                AUDIENCE,
                                Instant.now().minusSeconds(60)));
    }

    /// Made for another application of the same realm.
    public static String forOtherAudience(String tenant, String name) {
        return SigningKey.published()
                .sign(
                        payload(
                                name + "." + tenant,
                                List.of(tenant),
                                List.of(),
                                "somewhere-else",
                                Instant.now().plus(LIFE)));
    }

    /// Right in everything but the signature.
    public static String forged(String tenant, String name) {
        return SigningKey.create()
                .sign(
                        payload(
                                name + "." + tenant,
                                List.of(tenant),
                                List.of("operator"),
                                AUDIENCE,
                                Instant.now().plus(LIFE)));
    }

    private static String payload(
            String username,
            List<String> tenants,
            List<String> realmRoles,
            String audience,
            Instant expires) {
        String organizations =
                tenants.stream()
                        .map(tenant ->
                                "\"" + tenant + "\":{\"id\":\"organization-" + tenant + "\"}")
                        .collect(Collectors.joining(",", "{", "}"));
        String roles =
                realmRoles.stream()
                        .map(role -> "\"" + role + "\"")
                        .collect(Collectors.joining(",", "[", "]"));
        return """
        {"iss":"%s","aud":"%s","sub":"user-%s","typ":"Bearer","azp":"test",\
        "preferred_username":"%s","iat":%d,"exp":%d,\
        "realm_access":{"roles":%s},"organization":%s}\
        """
                .formatted(
                        SigningKey.issuer(),
                        audience,
                        username,
                        username,
                        expires.minus(LIFE).getEpochSecond(),
                        expires.getEpochSecond(),
                        roles,
                        organizations);
    }
}
