package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every zip of `src/test/plugins` and some broken ones lie in the plugins folder.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginHostTest {

    @Inject PluginHost host;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alpha | 1.1.0 | the id is already taken by alpha",
                "from-the-future | 1.0.0 | needs SPI >=9.0.0, this platform has SPI 0.1.0",
                "forgotten-library | 1.0.0 | missing class fixture.forgotten.Library",
                "reaching-out | 1.0.0 | fixture.reachingout.ReachingOut uses java.lang.System.exit (the process",
                "reaching-out | 1.0.0 | java.lang.System.getenv (a secret is a setting",
                "reaching-out | 1.0.0 | java.lang.Runtime.exec (the process",
                "reaching-out | 1.0.0 | java.lang.ProcessBuilder (the process",
                "reaching-out | 1.0.0 | java.nio.file.Files (nodes share no files",
                "reaching-out | 1.0.0 | java.lang.reflect.Method.setAccessible (the platform's classes",
                "reaching-out | 1.0.0 | java.lang.ClassLoader.loadClass (the platform's classes",
                "reaching-out | 1.0.0 | java.lang.Class.forName (the platform's classes",
                "reaching-out | 1.0.0 | java.sql.DriverManager (the database is",
                "newer-spi | 1.0.0 | fixture.newerspi.NewerSpi uses"
                        + " io.trunkline.spi.Permission.implies(Permission, int), which this SPI does not",
                "no-tenant | 1.0.0 | table leak has no column tenant_id",
                "failing-migration | 1.0.0 | there_is_no_such_type",
                "other-change | 1.0.0 | change sets may hold SQL and nothing else",
                "own-function | 1.0.0 | open_up() is a function",
                "too-many-rights | 1.0.0 | TRUNCATE on thing was granted to trunkline_plugin_too_many",
                "too-many-rights | 1.0.0 | SELECT on thing was granted to everyone",
                "too-many-rights | 1.0.0 | CREATE on schema plugin_too_many_rights was granted",
                "too-many-rights | 1.0.0 | trunkline_plugin_too_many_rights_owner has default privileges",
                "too-many-rights | 1.0.0 | table thing has the rule nothing",
                "step-back | 1.0.0 | permission denied to create role",
                "foreign-permission | 1.0.0 | permission customer.erase does not begin with",
                "garbage.zip | '' | the zip cannot be read",
                "no-manifest.zip | '' | the zip has no plugin.properties",
                "slip.zip | '' | outside of it",
            })
    void refusesABadPluginWithTheReason(String id, String version, String reason) {
        PluginState state =
                host.states().stream()
                        .filter(found -> found.pluginId().equals(id))
                        .filter(found -> found.version().equals(version))
                        .findFirst()
                        .orElseThrow();
        assertFalse(state.serving());
        assertTrue(String.valueOf(state.reason()).contains(reason), state::toString);
    }

    @Test
    void servesTheGoodOnesBesideTheBadOnes() {
        assertEquals(
                3,
                host.states().stream()
                        .filter(PluginState::serving)
                        .filter(state -> state.version().equals("1.0.0"))
                        .count(),
                () -> host.states().toString());
    }

    @Test
    void givesThePluginARoleThatOwnsNothing() throws SQLException {
        assertEquals(
                "0",
                single(
                        "SELECT count(*) FROM pg_class WHERE relowner = 'trunkline_plugin_alpha'::regrole"));
        assertEquals(
                "trunkline_plugin_alpha_owner",
                single(
                        "SELECT tableowner FROM pg_tables WHERE schemaname = 'plugin_alpha' AND"
                                + " tablename = 'thing'"));
    }

    private static String single(String query) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
