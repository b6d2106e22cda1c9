package io.trunkline.tenancy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.tenancy.config.TenantConfigLoader.Loaded;
import io.trunkline.tenancy.module.DeclaredPlugins;
import io.trunkline.testing.TestTenants;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginsInFilesTest {

    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    @Test
    void whatCannotHoldIsNamedWithItsLine() throws IOException {
        List<TenantConfigProblem> found =
                find(
                        """
                          notes: {settings: {longest: 5, colour: red}}
                          mirror: {}
                          nots: {}
                        """);
        assertEquals(
                List.of(
                        "plugins.notes.settings.longest: expected a whole number from 10 to 1000, found 5",
                        "plugins.notes.settings.colour: unknown key; allowed here: longest, shown",
                        "plugins.nots: expected a plugin that is there (mirror, notes), found nots"),
                found.stream().map(one -> one.text(Locale.ENGLISH)).toList());
        assertEquals(
                "plugins.notes.settings.longest: 应为 10 到 1000 之间的整数，实际为 5",
                found.getFirst().text(CHINESE));
    }

    @Test
    void otherKindsAreSaidInWords() throws IOException {
        assertEquals(
                List.of(
                        "plugins.notes.settings.longest: expected a whole number from 10 to 1000, found much",
                        "plugins.notes.settings.shown: expected true or false, found 1"),
                find("  notes: {settings: {longest: much, shown: 1}}\n").stream()
                        .map(one -> one.text(Locale.ENGLISH))
                        .toList());
        assertEquals(List.of(), find("  notes: {settings: {longest: 10, shown: false}}\n"));
    }

    /// Its settings are known once a node runs it.
    @Test
    void ofWhatDoesNotRunNothingIsSaid() throws IOException {
        assertEquals(List.of(), find("  mirror: {settings: {anything: 1}}\n"));
    }

    @Test
    void whatDoesNotChangeIsLeftAlone() throws IOException {
        Loaded loaded = load("  nots: {}\n");
        TenantPlan plan =
                new TenantPlan(
                        TestTenants.ACME,
                        false,
                        List.of(
                                new TenantPlan.Change(
                                        TenantPlan.Step.UPDATE,
                                        TenantImage.TENANT,
                                        "name",
                                        "1",
                                        "2",
                                        false)),
                        List.of(),
                        List.of());
        assertEquals(List.of(), new PluginsInFiles(new Known()).find(List.of(plan), loaded));
    }

    private static List<TenantConfigProblem> find(String plugins) throws IOException {
        Loaded loaded = load(plugins);
        TenantPlan plan =
                Comparison.ofNew(TestTenants.ACME, TenantImage.of(loaded.tenants().getFirst()));
        return new PluginsInFiles(new Known())
                .find(List.of(plan), loaded).stream()
                        .filter(one -> !String.valueOf(one.place()).contains("alpha"))
                        .toList();
    }

    private static Loaded load(String plugins) throws IOException {
        String file =
                Files.readString(
                        TestTenants.folder().resolve("tenants/" + TestTenants.ACME + ".yaml"));
        String text =
                file.contains("\nplugins:")
                        ? file.replaceFirst("\nplugins:.*\n(?:  .*\n)*", "\nplugins:\n" + plugins)
                        : file + "plugins:\n" + plugins;
        Loaded loaded =
                new TenantConfigLoader()
                        .load(List.of(new TenantFile(TestTenants.ACME + ".yaml", text)), null);
        assertEquals(List.of(), loaded.problems());
        return loaded;
    }

    private static final class Known implements DeclaredPlugins {

        @Override
        public Set<String> ids() {
            return Set.of("notes", "mirror");
        }

        @Override
        public Optional<Set<String>> settings(String pluginId) {
            return pluginId.equals("notes")
                    ? Optional.of(Set.of("longest", "shown"))
                    : Optional.empty();
        }

        @Override
        public Optional<Expected> refused(String pluginId, String key, JsonNode value) {
            boolean holds =
                    key.equals("longest")
                            ? value.canConvertToInt() && value.isNumber() && value.intValue() >= 10
                            : value.isBoolean();
            return holds
                    ? Optional.empty()
                    : Optional.of(
                            key.equals("longest")
                                    ? new Expected(Integer.class, 10, 1000)
                                    : new Expected(Boolean.class, null, null));
        }
    }
}
