package io.trunkline.tenancy;

import io.quarkus.runtime.StartupEvent;
import io.trunkline.tenancy.database.Changelog;
import io.trunkline.tenancy.database.CoreSchema;
import io.trunkline.tenancy.database.MigratorConnections;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The first step of the start: the core schema is brought up to date and checked.
@ApplicationScoped
public class DatabaseStart {

    private static final Logger LOG = Logger.getLogger(DatabaseStart.class);

    @Produces
    @Singleton
    MigratorConnections migratorConnections(
            DatabaseConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
        return new MigratorConnections(
                url, config.migrator().username(), config.migrator().password());
    }

    @Produces
    @Singleton
    Changelog tenancyChangelog() {
        return CoreSchema.TENANCY;
    }

    void start(
            @Observes @Priority(StartOrder.MIGRATE) StartupEvent event,
            MigratorConnections connections,
            Instance<Changelog> changelogs,
            IdGenerator ids)
            throws SQLException {
        try (Connection migrator = connections.open()) {
            CoreSchema.bringUpToDate(
                    migrator,
                    changelogs.stream().toList(),
                    Thread.currentThread().getContextClassLoader());
            List<String> violations = CoreSchema.violations(migrator);
            if (!violations.isEmpty()) {
                throw new IllegalStateException(
                        "the core schema breaks its rules: " + String.join("; ", violations));
            }
        }
        ids.lease();
        LOG.info("Database is up to date");
    }
}
