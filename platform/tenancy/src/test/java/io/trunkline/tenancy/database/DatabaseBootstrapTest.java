package io.trunkline.tenancy.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DatabaseBootstrapTest {

    private static final DatabaseBootstrap.Passwords PASSWORDS =
            new DatabaseBootstrap.Passwords("it's", "a \"b\" ${c}", "$$ \\ %s");

    @Test
    void itCanBeRunAgainAndTakesAnyPassword() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        try (Connection superuser = database.superuser()) {
            DatabaseBootstrap.createDatabase(superuser, database.name());
            DatabaseBootstrap.run(superuser, PASSWORDS);
            DatabaseBootstrap.run(superuser, PASSWORDS);
        }
    }

    @Test
    void aNameThatIsNotPlainIsRefused() throws SQLException {
        try (Connection superuser = TestDatabase.fresh().superuser()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> DatabaseBootstrap.createDatabase(superuser, "a\"; DROP ROLE b; --"));
        }
    }

    @Test
    void theServingRoleCanNeitherCreateNorBecomeAnother() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        try (Connection app = database.app();
                Statement statement = app.createStatement()) {
            for (String attempt :
                    List.of(
                            "CREATE TABLE trunkline.mine (id int)",
                            "CREATE TABLE public.mine (id int)",
                            "CREATE TEMPORARY TABLE mine (id int)",
                            "CREATE SCHEMA mine",
                            "CREATE ROLE mine",
                            "SET ROLE \"" + database.name() + "_owner\"",
                            "SET ROLE \"" + database.name() + "_search\"",
                            "SET row_security = off; SELECT set_config('role', '"
                                    + database.name()
                                    + "_migrator', false)")) {
                SQLException refused =
                        assertThrows(SQLException.class, () -> statement.execute(attempt), attempt);
                assertEquals("42501", refused.getSQLState(), attempt);
            }
        }
    }
}
