package io.trunkline.tenancy.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoreSchemaTest {

    @Test
    void aFreshDatabaseIsMigratedAndKeepsTheRules() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        try (Connection migrator = database.migrator()) {
            bringUpToDate(migrator);

            assertEquals(List.of(), CoreSchema.violations(migrator));
        }
    }

    @Test
    void bringingItUpToDateAgainChangesNothing() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        try (Connection migrator = database.migrator();
                Connection superuser = database.superuser()) {
            bringUpToDate(migrator);
            String before = rowVersionsOfTheCatalogue(superuser);

            bringUpToDate(migrator);

            assertEquals(before, rowVersionsOfTheCatalogue(superuser));
        }
    }

    @Test
    void aLockLeftByAKilledProcessDoesNotStopTheNext() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        try (Connection migrator = database.migrator();
                Connection superuser = database.superuser();
                Statement statement = superuser.createStatement()) {
            bringUpToDate(migrator);
            statement.execute(
                    "UPDATE trunkline.databasechangeloglock"
                            + " SET locked = true, lockgranted = now(), lockedby = 'killed'");

            bringUpToDate(migrator);

            assertEquals(List.of(), CoreSchema.violations(migrator));
        }
    }

    private static void bringUpToDate(Connection migrator) throws SQLException {
        CoreSchema.bringUpToDate(
                migrator,
                List.of(CoreSchema.TENANCY),
                Thread.currentThread().getContextClassLoader());
    }

    private static String rowVersionsOfTheCatalogue(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT (SELECT string_agg(polname || xmin || polrelid, ',' ORDER BY polrelid) FROM pg_policy)"
                                        + " || (SELECT string_agg(relname || relacl::text || relrowsecurity, ',' ORDER BY oid)"
                                        + "       FROM pg_class WHERE relnamespace = 'trunkline'::regnamespace)"
                                        + " || (SELECT count(*) FROM trunkline.databasechangelog)")) {
            row.next();
            return row.getString(1);
        }
    }
}
