package io.trunkline.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SecretReferenceTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "TRUNKLINE_SECRET_ACME_TOKEN", "of acme",
                    "TRUNKLINE_SECRET_GLOBEX_TOKEN", "of globex",
                    "TRUNKLINE_SECRET_ACME__EAST_TOKEN", "of acme-east",
                    "TRUNKLINE_SECRET_ACME_EAST_TOKEN", "of acme, EAST_TOKEN",
                    "TRUNKLINE_DATABASE_MIGRATOR_PASSWORD", "of the platform");

    @Test
    void aTenantReadsItsOwnSecretByNameOrByVariable() throws Exception {
        assertEquals(Optional.of("of acme"), read("{\"secretRef\": \"TOKEN\"}", "acme"));
        assertEquals(Optional.of("of globex"), read("{\"secretRef\": \"TOKEN\"}", "globex"));
        assertEquals(
                Optional.of("of acme"), read("\"${env:TRUNKLINE_SECRET_ACME_TOKEN}\"", "acme"));
    }

    @Test
    void anotherTenantsSecretAndThePlatformsAreOutOfReach() throws Exception {
        assertEquals(Optional.empty(), read("\"${env:TRUNKLINE_SECRET_GLOBEX_TOKEN}\"", "acme"));
        assertEquals(
                Optional.empty(), read("\"${env:TRUNKLINE_DATABASE_MIGRATOR_PASSWORD}\"", "acme"));
        assertEquals(Optional.empty(), read("{\"secretRef\": \"MISSING\"}", "acme"));
    }

    @Test
    void aKeyThatBeginsLikeAnotherReachesNothingOfIt() throws Exception {
        assertEquals(Optional.of("of acme-east"), read("{\"secretRef\": \"TOKEN\"}", "acme-east"));
        assertEquals(
                Optional.of("of acme, EAST_TOKEN"),
                read("{\"secretRef\": \"EAST_TOKEN\"}", "acme"));
        assertEquals(Optional.empty(), read("{\"secretRef\": \"_EAST_TOKEN\"}", "acme"));
        assertEquals(
                Optional.empty(), read("\"${env:TRUNKLINE_SECRET_ACME__EAST_TOKEN}\"", "acme"));
        assertEquals(
                Optional.empty(), read("\"${env:TRUNKLINE_SECRET_ACME_EAST_TOKEN}\"", "acme-east"));
    }

    private static Optional<String> read(String value, String tenant) throws Exception {
        JsonNode json = new ObjectMapper().readTree(value);
        return SecretReference.in(json, tenant).orElseThrow().resolve(tenant, ENVIRONMENT::get);
    }
}
