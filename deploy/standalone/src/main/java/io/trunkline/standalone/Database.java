package io.trunkline.standalone;

import io.trunkline.tenancy.database.DatabaseBootstrap;
import io.trunkline.tenancy.database.DatabaseRoles;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The platform's database in the embedded PostgreSQL.
final class Database {
    private static final String NAME = "trunkline";
    private static final DatabaseRoles ROLES = new DatabaseRoles(NAME);

    private final Postgres postgres;
    private final Secrets secrets;

    Database(Postgres postgres, Secrets secrets) {
        this.postgres = postgres;
        this.secrets = secrets;
    }

    /// Makes database and roles where they are missing.
    void prepare() {
        try (var cluster = postgres.connect("postgres")) {
            DatabaseBootstrap.createDatabase(cluster, NAME);
        } catch (SQLException e) {
            throw new StandaloneException("The database cannot be created.", e);
        }
        try (var database = postgres.connect(NAME)) {
            DatabaseBootstrap.run(
                    database,
                    new DatabaseBootstrap.Passwords(
                            secrets.get("database-migrator"),
                            secrets.get("database-app"),
                            secrets.get("database-worker")));
        } catch (SQLException e) {
            throw new StandaloneException("The database cannot be prepared.", e);
        }
    }

    /// How the server finds it.
    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.url(NAME));
        environment.put("QUARKUS_DATASOURCE_USERNAME", ROLES.app());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.get("database-app"));
        environment.put("QUARKUS_DATASOURCE_WORKER_JDBC_URL", postgres.url(NAME));
        environment.put("QUARKUS_DATASOURCE_WORKER_USERNAME", ROLES.worker());
        environment.put("QUARKUS_DATASOURCE_WORKER_PASSWORD", secrets.get("database-worker"));
        environment.put("TRUNKLINE_DATABASE_MIGRATOR_USERNAME", ROLES.migrator());
        environment.put("TRUNKLINE_DATABASE_MIGRATOR_PASSWORD", secrets.get("database-migrator"));
        return environment;
    }

    DatabaseLogin app() {
        return new DatabaseLogin(postgres.url(NAME), ROLES.app(), secrets.get("database-app"));
    }

    DatabaseLogin worker() {
        return new DatabaseLogin(
                postgres.url(NAME), ROLES.worker(), secrets.get("database-worker"));
    }

    DatabaseLogin superuser() {
        return new DatabaseLogin(
                postgres.url(NAME), Postgres.SUPERUSER, secrets.get("postgres-superuser"));
    }
}
