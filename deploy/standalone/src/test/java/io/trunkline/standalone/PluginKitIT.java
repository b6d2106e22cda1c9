package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A partner's afternoon: from an empty folder outside of this repository to a plugin that was
/// upgraded on a running server.
///
/// Maven works offline on a repository of its own in the temporary folder: the kit of this build,
/// and links to what the usual one holds of others. The usual one is not written to.
class PluginKitIT {
    private static final String ID = "tax-refund";
    private static final String NOTES = "/plugins/tax-refund/notes";
    private static final String ROLE =
            """
            roles:
              notes: {rows: tenant, permissions: [tax-refund.use]}

            members:
            """;
    private static final String SUPERVISOR = "unit: /, roles: [supervisor]";

    private final Path folder;
    private final StandaloneStack stack = SharedStack.get();

    PluginKitIT() throws IOException {
        folder = Files.createTempDirectory("partner");
    }

    /// Not by JUnit: it warns of every link.
    @AfterEach
    void removeFolder() {
        Home.delete(folder);
    }

    @Test
    void fromAnEmptyFolderToAnUpgradeOnARunningServer() throws Exception {
        launcher("plugin", "new", ID, project().toString());
        maven("verify");
        var reports = reports();
        assertTrue(
                reports.stream().anyMatch(name -> name.contains("ContractTest")),
                reports::toString);

        var partner = Publisher.fresh(folder, "Tax Partner");
        var trusted = new TrustedPublishers(stack.home().trusted());
        trust(trusted, "trust", partner.certificate().toString());
        install(partner, "0.1.0");
        var tenants = folder.resolve("tenants-config");
        switchOn(tenants);
        try (var supervisor = member("zhengzhou", "supervisor")) {
            awaitSwitchedOn(supervisor);
            var customer = newCustomer(supervisor);
            var draft = Map.of("customerId", customer, "text", "asks for a refund");
            assertEquals("王小明", supervisor.post(NOTES, draft).path("customer").asText());
            assertEquals("asks for a refund", note(supervisor, customer));
            elsewhereItIsAbsent();

            upgrade();
            maven("verify");
            install(partner, "0.2.0");
            assertTrue(columns().contains("written_at"), columns()::toString);
            assertEquals("asks for a refund", note(supervisor, customer));
            var refused =
                    assertThrows(
                            StandaloneException.class,
                            () ->
                                    supervisor.post(
                                            NOTES, Map.of("customerId", customer, "text", " ")));
            assertTrue(refused.getMessage().contains("Write 1 to 200 characters."));
            endsWithItsData();
        } finally {
            apply(SharedStack.project().resolve("tenants-config"));
            command("remove", ID);
            trust(trusted, "distrust", "Tax Partner");
        }
    }

    /// What it keeps outlives its removal, until somebody says otherwise.
    private void endsWithItsData() throws IOException {
        assertThrows(StandaloneException.class, () -> command("drop-data", ID, "--yes"));
        command("remove", ID);
        assertTrue(command("data", ID).contains("note"));
        var copy = folder.resolve("copy.zip");
        command("export-data", ID, copy.toString());
        try (var zip = FileSystems.newFileSystem(copy)) {
            assertTrue(Files.size(zip.getPath("zhengzhou.zip")) > 0);
            assertTrue(Files.exists(zip.getPath("wuhan.zip")));
        }
        assertThrows(StandaloneException.class, () -> command("drop-data", ID));
        assertTrue(command("drop-data", ID, "--yes").contains("Nothing of tax-refund is kept"));
        assertTrue(command("data", ID).contains("tax-refund keeps nothing"));
    }

    private static void trust(TrustedPublishers trusted, String step, String whom) {
        var silent = new PrintStream(OutputStream.nullOutputStream());
        assertEquals(0, new TrustCommand(trusted, silent).run(step, List.of(whom)));
    }

    private void install(Publisher partner, String version) throws Exception {
        var zip = project().resolve("target/" + ID + "-" + version + ".zip");
        partner.sign(zip);
        var installed = command("install", zip.toString());
        assertTrue(installed.contains("Installed tax-refund " + version + " by Tax Partner"));
        var used = command("use", ID, version);
        assertTrue(used.contains("runs " + version), used);
    }

    /// As the operator does it in a tenant's file.
    private void switchOn(Path tenants) throws IOException {
        Files.createDirectories(tenants);
        Home.mirror(SharedStack.project().resolve("tenants-config"), tenants);
        var file = tenants.resolve("tenants/zhengzhou.yaml");
        replace(file, "members:\n", ROLE);
        replace(file, SUPERVISOR, "unit: /, roles: [supervisor, notes]");
        Files.writeString(file, Files.readString(file) + "  tax-refund: {}\n");
        apply(tenants);
    }

    private void apply(Path tenants) {
        var said = new ByteArrayOutputStream();
        try (var api = operator()) {
            var out = new PrintStream(said, true, StandardCharsets.UTF_8);
            assertEquals(0, new TenantsCommand(api, out, tenants).apply(true), said::toString);
        }
    }

    /// What a tenant has switched on is remembered for two seconds.
    private static void awaitSwitchedOn(Api member) {
        for (var tries = 0; tries < 20; tries++) {
            try {
                member.get(NOTES);
                return;
            } catch (StandaloneException notYet) {
                Pause.milliseconds(500);
            }
        }
        member.get(NOTES);
    }

    private void elsewhereItIsAbsent() {
        try (var other = member("wuhan", "supervisor")) {
            var refused = assertThrows(StandaloneException.class, () -> other.get(NOTES));
            assertTrue(refused.getMessage().contains("answers 404"), refused.getMessage());
        }
    }

    /// What the guide says of a next version: the one before to be held against, another number,
    /// other words, tables that only grow.
    private void upgrade() throws IOException {
        var released = Files.createDirectories(project().resolve("src/test/released"));
        var zip = "tax-refund-0.1.0.zip";
        Files.copy(project().resolve("target").resolve(zip), released.resolve(zip));
        replace(
                project().resolve("pom.xml"),
                "<version>0.1.0</version>",
                "<version>0.2.0</version>");
        replace(
                project().resolve("src/main/resources/messages_en.properties"),
                "A note has 1 to {0} characters.",
                "Write 1 to {0} characters.");
        var tables = project().resolve("src/main/resources/db");
        Files.writeString(
                tables.resolve("0002-written-at.sql"),
                """
                --liquibase formatted sql

                --changeset tax-refund:written-at
                ALTER TABLE note ADD COLUMN written_at timestamptz;
                """);
        Files.writeString(
                tables.resolve("changelog.yaml"),
                Files.readString(tables.resolve("changelog.yaml"))
                        + "  - include: {file: 0002-written-at.sql, relativeToChangelogFile: true}\n");
    }

    private List<String> columns() throws SQLException {
        var columns = new ArrayList<String>();
        try (var connection = stack.superuserDatabase().connect();
                var found =
                        connection
                                .getMetaData()
                                .getColumns(null, "plugin_tax_refund", "note", "%")) {
            while (found.next()) {
                columns.add(found.getString("COLUMN_NAME"));
            }
        }
        return columns;
    }

    private static String newCustomer(Api supervisor) {
        return supervisor
                .post("/customers", Map.of("externalNumber", "KIT-1", "name", "王小明"))
                .path("id")
                .asText();
    }

    private static String note(Api supervisor, String customer) {
        for (JsonNode note : supervisor.get(NOTES)) {
            if (note.path("customerId").asText().equals(customer)) {
                return note.path("text").asText();
            }
        }
        return "";
    }

    private Path project() {
        return folder.resolve(ID);
    }

    private void launcher(String... words) {
        var home = new Home(SharedStack.project(), folder.resolve("home"));
        var environment = Map.of("TRUNKLINE_MAVEN_REPOSITORY", repository().toString());
        assertEquals(0, new Commands(home, environment).run(List.of(words)));
    }

    private String command(String... words) {
        var said = new ByteArrayOutputStream();
        try (var api = operator()) {
            var out = new PrintStream(said, true, StandardCharsets.UTF_8);
            assertEquals(0, new PluginCommand(api, out).run(List.of(words)), said::toString);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private Api operator() {
        return new Api(stack.url(), "", stack.operatorToken());
    }

    private Api member(String tenant, String user) {
        return new Api(stack.url(), tenant, stack.token(tenant, user));
    }

    private void maven(String... words) throws Exception {
        var line = new ArrayList<String>();
        line.addAll(
                List.of(
                        project().resolve("mvnw").toString(),
                        "-B",
                        "-o",
                        "-Dmaven.repo.local=" + repository(),
                        "-Dmaven.repo.local.tail=" + withoutTrunkline()));
        line.addAll(List.of(words));
        var log = folder.resolve("maven.log");
        var process =
                new ProcessBuilder(line)
                        .directory(project().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        assertEquals(0, process.start().waitFor(), Files.readString(log));
    }

    private List<String> reports() throws IOException {
        try (var files = Files.list(project().resolve("target/surefire-reports"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path repository() {
        return folder.resolve("repository");
    }

    /// Links to everything in the usual repository but Trunkline: an older build that someone
    /// installed there must not stand in for what the kit forgets.
    private Path withoutTrunkline() throws IOException {
        var links = folder.resolve("libraries");
        if (!Files.exists(links)) {
            var usual = usualRepository();
            link(usual, links, "io");
            link(usual.resolve("io"), links.resolve("io"), "trunkline");
        }
        return links;
    }

    private static void link(Path from, Path to, String except) throws IOException {
        Files.createDirectories(to);
        try (var entries = Files.list(from)) {
            for (var entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    /// The one that this build was told to use, or its user's.
    private static Path usualRepository() {
        var told = System.getProperty("maven.repo.local", "");
        return told.isEmpty()
                ? MavenRepository.usual(Map.of(), Path.of(System.getProperty("user.home"))).folder()
                : Path.of(told);
    }

    private static void replace(Path file, String old, String by) throws IOException {
        var text = Files.readString(file);
        assertTrue(text.contains(old), text);
        Files.writeString(file, text.replace(old, by));
    }
}
