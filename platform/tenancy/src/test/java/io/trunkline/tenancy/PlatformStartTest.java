package io.trunkline.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.tenancy.config.TenantConfigProblems;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
final class PlatformStartTest {

    @Inject Sessions sessions;
    @Inject TenantDatabase database;
    @Inject TenantConfigProblems problems;

    @Test
    void afterTheStartTheDeclaredTenantsAreThere() {
        assertEquals(List.of(), problems.all());
        Session agent = sessions.member(TestTenants.ACME, "agent1.acme").orElseThrow();
        Session stranger = sessions.member(TestTenants.GLOBEX, "agent1.globex").orElseThrow();
        assertTrue(agent.tenant().id() != stranger.tenant().id());
        assertEquals(
                13,
                TenantRunner.<Integer, RuntimeException>call(
                        agent,
                        () ->
                                database.inWorkerTransaction(handle ->
                                        handle.createQuery("SELECT count(*) FROM trunkline.member")
                                                .mapTo(int.class)
                                                .one())));
    }
}
