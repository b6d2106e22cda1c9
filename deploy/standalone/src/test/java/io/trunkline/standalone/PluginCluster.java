package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A stack and a second node beside its server, as operators and two companies see them that use
/// the example plugin.
///
/// @param customers one of each company, by its key
/// @param tokens of people, by name; each costs Keycloak more than what is done with it costs here
record PluginCluster(
        StandaloneStack stack,
        ServerNode node,
        Map<String, String> customers,
        Map<String, String> tokens)
        implements AutoCloseable {
    static final String BUNDLED = "0.1.0";
    private static final String PLUGIN = "/operator/plugins/example";
    private static final List<String> COMPANIES = List.of("zhengzhou", "wuhan");

    /// Twenty times what it takes on a machine that does nothing else.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Both companies mark a customer with a note; the node runs.
    static PluginCluster start(String name) {
        var stack = SharedStack.get();
        var cluster =
                new PluginCluster(
                        stack, new ServerNode(stack, name), new TreeMap<>(), new TreeMap<>());
        for (var company : COMPANIES) {
            try (var supervisor = cluster.supervisor(stack.url(), company)) {
                var customer =
                        supervisor
                                .post("/customers", Map.of("externalNumber", name, "name", "王小明"))
                                .path("id")
                                .asText();
                cluster.customers.put(company, customer);
                supervisor.post(
                        "/plugins/example/favourites",
                        Map.of("customerId", customer, "note", note(company)));
            }
        }
        return cluster;
    }

    static String note(String company) {
        return "kept for " + company;
    }

    String operatorToken() {
        return tokens.computeIfAbsent("operator", name -> stack.operatorToken());
    }

    private String token(String company, String person) {
        return tokens.computeIfAbsent(person + "." + company, name -> stack.token(company, person));
    }

    Api operator() {
        return new Api(node.url(), "", operatorToken());
    }

    Api stackOperator() {
        return new Api(stack.url(), "", operatorToken());
    }

    /// On the node.
    Api supervisor(String company) {
        return supervisor(node.url(), company);
    }

    private Api supervisor(URI url, String company) {
        return new Api(url, company, token(company, "supervisor"));
    }

    void install(PartnerRelease release) throws Exception {
        try (var operator = operator()) {
            operator.upload(
                    "/operator/plugins/releases",
                    release.zip().getFileName().toString(),
                    "application/zip",
                    Files.readAllBytes(release.zip()));
        }
    }

    static void use(Api operator, String version) {
        operator.put(PLUGIN, version.equals(BUNDLED) ? Map.of() : Map.of("version", version));
    }

    static void rollBack(Api operator) {
        operator.post(PLUGIN + "/roll-back", Map.of());
    }

    JsonNode report() {
        try (var operator = stackOperator()) {
            return node.report(operator, "example");
        }
    }

    /// What the stack's own server says.
    JsonNode stackReport() {
        var server =
                ProcessRecord.read(Part.recordFile(stack.home(), "server")).orElseThrow().pid();
        try (var operator = stackOperator()) {
            return ServerNode.report(operator, "example", server);
        }
    }

    void awaitRuns(String version) {
        await(
                () -> runs(report(), version),
                () -> "the node does not run " + version + ": " + report());
    }

    static boolean runs(JsonNode report, String version) {
        return report.path("version").asText().equals(version)
                && report.path("reason").isNull()
                && report.path("rolloutReason").isNull();
    }

    static void await(BooleanSupplier condition, Supplier<String> otherwise) {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), otherwise);
            Pause.milliseconds(100);
        }
    }

    /// The node is wholly of the release that came with the server: for both companies, in routes
    /// and texts, with all data.
    void assertBundled() {
        awaitRuns(BUNDLED);
        for (var company : COMPANIES) {
            assertServedByBundled(company);
        }
    }

    void assertServedByBundled(String company) {
        try (var supervisor = supervisor(company)) {
            assertNotFound(supervisor);
            assertEquals("Favourites", nameIn(company));
            assertKept(supervisor, company);
        }
    }

    /// The node is wholly of this one: routes, texts, tables, data.
    void assertGrown(GrownRelease release) throws SQLException {
        awaitRuns(release.version());
        assertMigrated(release);
        for (var company : COMPANIES) {
            assertServedBy(release, company);
        }
    }

    void assertServedBy(GrownRelease release, String company) {
        try (var supervisor = supervisor(company)) {
            var colours = supervisor.get("/plugins/example/colours");
            assertEquals(release.version(), colours.path("release").asText());
            assertEquals(GrownRelease.PALETTE, colours.path("palette").asInt());
            assertTrue(colours.path("favourites").asInt() > 0, colours::toString);
            assertEquals(release.name(), nameIn(company));
            assertKept(supervisor, company);
        }
    }

    private static void assertNotFound(Api supervisor) {
        var refused =
                assertThrows(
                        StandaloneException.class,
                        () -> supervisor.get("/plugins/example/colours"));
        assertTrue(refused.getMessage().contains("answers 404"), refused.getMessage());
    }

    private String nameIn(String company) {
        try (var administrator = new Api(node.url(), company, token(company, "admin"))) {
            for (var module : administrator.get("/modules").path("items")) {
                if (module.path("id").asText().equals("example")) {
                    return module.path("name").asText();
                }
            }
        }
        throw new AssertionError(company + " has no plugin example");
    }

    private void assertKept(Api supervisor, String company) {
        var found = 0;
        for (var favourite : supervisor.get("/plugins/example/favourites")) {
            if (favourite.path("customerId").asText().equals(customers.get(company))) {
                assertEquals(note(company), favourite.path("note").asText());
                found++;
            }
        }
        assertEquals(1, found);
    }

    private void assertMigrated(GrownRelease release) throws SQLException {
        assertEquals(GrownRelease.CHANGE_SETS, changeSets(release));
        assertEquals(
                List.of("true"),
                texts(
                        "SELECT indisvalid::text FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid"
                                + " WHERE i.relname = 'favourite_"
                                + release.suffix()
                                + "'"));
        assertEquals(
                List.of("1"),
                texts(
                        "SELECT count(*)::text FROM pg_policy WHERE polrelid = 'plugin_example.palette_"
                                + release.suffix()
                                + "'::regclass"));
    }

    /// How many of its change sets were run.
    int changeSets(GrownRelease release) throws SQLException {
        return texts(
                        "SELECT id FROM plugin_example.databasechangelog WHERE id LIKE '%\\_"
                                + release.suffix()
                                + "'")
                .size();
    }

    /// As a role that sees everything.
    List<String> texts(String sql) throws SQLException {
        try (var connection = stack.superuserDatabase().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /// The plugin is as it came, and no test that follows waits for nodes that were killed.
    @Override
    public void close() {
        try (var operator = stackOperator()) {
            use(operator, BUNDLED);
        } finally {
            node.close();
        }
        try (var connection = stack.superuserDatabase().connect();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM trunkline.plugin_node");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
