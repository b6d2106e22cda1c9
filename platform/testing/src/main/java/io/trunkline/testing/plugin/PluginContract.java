package io.trunkline.testing.plugin;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.restassured.response.Response;
import io.trunkline.spi.Permission;
import io.trunkline.spi.Route;
import io.trunkline.spi.Setting;
import io.trunkline.spi.TrunklinePlugin;
import io.trunkline.testing.TestTenants;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every plugin promises to the platform, checked against the plugin as it runs in it. A
/// plugin's tests take it on with one small class:
///
/// ```java
/// @QuarkusTest
/// @QuarkusTestResource(DatabaseTestResource.class)
/// @QuarkusTestResource(IdentityTestResource.class)
/// @QuarkusTestResource(PluginUnderTest.class)
/// class ContractTest implements PluginContract {}
/// ```
///
/// Where a check says the plugin does not serve, the platform's log says why it was refused.
public interface PluginContract {

    @Test
    default void manifestIsComplete() {
        TestedPlugin plugin = TestedPlugin.load();
        for (String key :
                List.of("plugin.id", "plugin.version", "plugin.requires", "plugin.class")) {
            assertFalse(plugin.value(key).isEmpty(), key);
            assertFalse(plugin.value(key).contains("${"), key);
        }
        assertTrue(plugin.value("plugin.version").matches("\\d+\\.\\d+\\.\\d+.*"));
    }

    @Test
    default void canBeOpenedAndClosedTwice() {
        TestedPlugin plugin = TestedPlugin.load();
        plugin.construct().close();
        TrunklinePlugin second = plugin.construct();
        second.permissions();
        second.close();
    }

    @Test
    default void permissionsBeginWithItsId() {
        TestedPlugin plugin = TestedPlugin.load();
        for (Permission permission : plugin.construct().permissions()) {
            assertTrue(permission.key().startsWith(plugin.id() + "."), permission.key());
        }
    }

    @Test
    default void settingsHaveKeysOfTheirOwnAndValidDefaults() {
        List<Setting<?>> settings = TestedPlugin.load().construct().settings();
        assertEquals(settings.size(), settings.stream().map(Setting::key).distinct().count());
        settings.forEach(PluginContract::checkDefault);
    }

    private static <T> void checkDefault(Setting<T> setting) {
        assertTrue(setting.valid().test(setting.defaultValue()), setting.key());
        assertFalse(setting.expected().isBlank(), setting.key());
    }

    @Test
    default void textsAreCompleteInEveryLanguage() {
        TestedPlugin plugin = TestedPlugin.load();
        PluginTextFiles texts = new PluginTextFiles(plugin);
        Set<String> promised = new TreeSet<>(texts.promised(plugin.construct(), importedClasses()));
        promised.addAll(texts.keys("en"));
        promised.addAll(texts.keys("zh"));
        for (String language : List.of("en", "zh")) {
            Set<String> missing = new TreeSet<>(promised);
            missing.removeAll(texts.keys(language));
            missing.addAll(texts.blank(language));
            assertEquals(
                    Set.of(), missing, () -> "messages_" + language + ".properties lacks these");
        }
    }

    @Test
    default void classesUseThePlatformsSpiAlone() {
        String own = TestedPlugin.load().value("plugin.class");
        String home = own.substring(0, own.lastIndexOf('.'));
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "belong to the platform and not to its SPI",
                                type -> isPlatform(type, home)))
                .check(importedClasses());
    }

    private static boolean isPlatform(JavaClass type, String home) {
        String name = type.getName();
        boolean spi =
                name.startsWith("io.trunkline.spi.")
                        || name.startsWith("io.trunkline.ui.spi.")
                        || name.startsWith(home + ".");
        return name.startsWith("io.quarkus.")
                || name.startsWith("jakarta.enterprise.")
                || (name.startsWith("io.trunkline.") && !spi);
    }

    private static JavaClasses importedClasses() {
        return new ClassFileImporter().importPath(TestedPlugin.CLASSES);
    }

    @Test
    default void routesAreClosedToStrangers() {
        eachRoute(TestTenants.ACME, null, status -> status == 401);
    }

    @Test
    default void routesAreClosedToMembersWithoutThePermission() {
        eachResponse(
                TestTenants.ACME,
                "nothing",
                "{}",
                (route, response) -> {
                    assertEquals(403, response.statusCode(), route.path());
                    assertEquals("FORBIDDEN", response.path("code"), route.path());
                });
    }

    @Test
    default void routesAreAbsentWhereTheTenantHasItDisabled() {
        eachRoute(PluginUnderTest.WITHOUT, "everything", status -> status == 404);
    }

    @Test
    default void routesAnswerOrRefuseCleanly() {
        eachRoute(TestTenants.ACME, "everything", status -> status >= 200 && status < 500);
    }

    @Test
    default void routesRefuseWhatTheyDoNotKnow() {
        eachResponse(
                TestTenants.ACME,
                "everything",
                "{\"noSuchField\":1}",
                (route, response) -> {
                    if (route.input() != Void.class) {
                        assertEquals(400, response.statusCode(), route.path());
                    }
                });
    }

    private static void eachRoute(String tenant, @Nullable String user, Predicate<Integer> fits) {
        eachResponse(
                tenant,
                user,
                "{}",
                (route, response) ->
                        assertTrue(
                                fits.test(response.statusCode()),
                                () ->
                                        route.method()
                                                + " "
                                                + route.path()
                                                + " answered "
                                                + response.statusCode()
                                                + " "
                                                + response.asString()));
    }

    /// On the tables as the plugin's migrations have made them, as it does after a roll-back, and
    /// for other tenants while a release is rolled out. The upgrade itself is every test's: a
    /// plugin whose migrations the platform refuses fails them all with the reason.
    @Test
    default void theReleaseBeforeAnswersOnTheTablesOfThisOne() {
        PluginUnderTest.withReleaseBefore(() -> {
            TestedPlugin before = ReleaseBefore.find().orElseThrow().plugin();
            eachResponse(
                    before,
                    null,
                    (route, response) -> assertEquals(401, response.statusCode(), route.path()));
            eachResponse(
                    before,
                    "nothing",
                    (route, response) -> assertEquals(403, response.statusCode(), route.path()));
            eachResponse(
                    before,
                    "everything",
                    (route, response) ->
                            assertTrue(
                                    response.statusCode() >= 200 && response.statusCode() < 500,
                                    () -> route.path() + " " + response.asString()));
        });
    }

    private static void eachResponse(
            TestedPlugin plugin, @Nullable String user, BiConsumer<Route<?, ?>, Response> check) {
        eachResponse(plugin, TestTenants.ACME, user, "{}", check);
    }

    private static void eachResponse(
            String tenant,
            @Nullable String user,
            String body,
            BiConsumer<Route<?, ?>, Response> check) {
        eachResponse(TestedPlugin.load(), tenant, user, body, check);
    }

    private static void eachResponse(
            TestedPlugin plugin,
            String tenant,
            @Nullable String user,
            String body,
            BiConsumer<Route<?, ?>, Response> check) {
        PluginRoutes routes = new PluginRoutes(plugin);
        assertAll(
                routes.all().stream()
                        .map(route ->
                                () -> check.accept(route, routes.call(route, tenant, user, body))));
    }

    @Test
    default void tablesAreHeldByRowSecurity() {
        assertEquals(List.of(), new PluginTables(TestedPlugin.load()).unprotected());
    }

    @Test
    default void itsRoleSeesNoRowOfAnotherTenant() {
        eachTable((tables, table) ->
                tables.tenantIds()
                        .forEach(tenant ->
                                assertEquals(
                                        List.of("0"), tables.foreignRows(table, tenant), table)));
    }

    @Test
    default void itsRoleSeesNothingWithoutATenant() {
        eachTable((tables, table) ->
                assertTrue(
                        !tables.withoutTenant(table).equals("rows"),
                        () -> table + " can be read without a tenant"));
    }

    private static void eachTable(BiConsumer<PluginTables, String> check) {
        PluginTables tables = new PluginTables(TestedPlugin.load());
        tables.names().forEach(table -> check.accept(tables, table));
    }
}
