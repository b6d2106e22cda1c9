package io.trunkline.testing.plugin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trunkline.spi.Permission;
import io.trunkline.testing.TestTenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the plugin of the module under test in the real platform, from its build folder:
/// `@QuarkusTestResource(PluginUnderTest.class)` beside the database and the identity resource.
///
/// Where it has a release already (a zip in `src/test/released`, or the one that the system
/// property `trunkline.released` names), the platform is started with that one, and the plugin is
/// installed and used in its place before the first test, as an operator upgrades it.
///
/// Besides the usual members, each tenant has `everything.<tenant>`, who holds every permission of
/// the plugin and of the platform's customers over the whole tenant, and `nothing.<tenant>`, who
/// holds none. The plugin is enabled in both tenants, and disabled in a third, [#WITHOUT].
public final class PluginUnderTest implements QuarkusTestResourceLifecycleManager {

    /// Key of the tenant that has no plugin.
    public static final String WITHOUT = "initech";

    private static final String REFUSED = "trunkline.testing.upgrade.refused";

    private static final List<String> CUSTOMER_PERMISSIONS =
            List.of(
                    "customer.view",
                    "customer.create",
                    "customer.edit",
                    "customer.import",
                    "customer.allocate",
                    "customer.dial");

    @Override
    public Map<String, String> start() {
        try {
            TestedPlugin plugin = TestedPlugin.load();
            Map<String, String> config = new HashMap<>();
            Optional<Upgrade> possible = possibleUpgrade();
            config.put("trunkline.tenants.folder", tenants(plugin, possible).toString());
            possible.ifPresentOrElse(
                    upgrade -> config.putAll(upgrade.config()),
                    () ->
                            config.put(
                                    "trunkline.plugins.development",
                                    TestedPlugin.CLASSES.toString()));
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Does something while the release before serves on the tables as the plugin has made them, as
    /// after a roll-back; nothing where there is no release before.
    public static void withReleaseBefore(Runnable work) {
        upgrade()
                .ifPresent(upgrade -> {
                    upgrade.toBefore();
                    try {
                        work.run();
                    } finally {
                        upgrade.toTested();
                    }
                });
    }

    private static Optional<Upgrade> upgrade() {
        return ReleaseBefore.find().map(before -> new Upgrade(before, TestedPlugin.load()));
    }

    /// The platform is started all the same: out of [#inject] the reason is shown, out of here it
    /// is buried in what the test framework wraps around it.
    private static Optional<Upgrade> possibleUpgrade() {
        try {
            return upgrade();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /// The platform runs by then. The first test tells why the upgrade cannot be, the others that
    /// it did: the reason can be long.
    @Override
    public void inject(Object test) {
        if (System.getProperty(REFUSED) != null) {
            throw new IllegalStateException(
                    "the upgrade was refused: the first test that failed says why");
        }
        try {
            upgrade().ifPresent(Upgrade::toTested);
        } catch (IllegalStateException | AssertionError e) {
            System.setProperty(REFUSED, "");
            throw e;
        }
    }

    @Override
    public void stop() {}

    /// After the resource that names the tenants' usual folder.
    @Override
    public int order() {
        return 10;
    }

    private static Path tenants(TestedPlugin plugin, Optional<Upgrade> upgrade) throws IOException {
        Path folder = Files.createTempDirectory("trunkline-plugin-tenants");
        Path files = Files.createDirectory(folder.resolve("tenants"));
        for (String tenant : TestTenants.BOTH) {
            String file =
                    Files.readString(TestTenants.folder().resolve("tenants/" + tenant + ".yaml"));
            String text = withPlugin(withMembers(file, tenant, plugin, upgrade), plugin.id());
            Files.writeString(files.resolve(tenant + ".yaml"), text);
        }
        String acme = Files.readString(files.resolve(TestTenants.ACME + ".yaml"));
        String without =
                acme.substring(0, acme.indexOf("\nplugins:"))
                        .replace("acme", WITHOUT)
                        .replace("Acme", "Initech");
        Files.writeString(files.resolve(WITHOUT + ".yaml"), without + "\n");
        return folder;
    }

    private static String withMembers(
            String file, String tenant, TestedPlugin plugin, Optional<Upgrade> upgrade) {
        Stream<TestedPlugin> plugins =
                Stream.concat(
                        Stream.of(plugin), upgrade.map(one -> one.before().plugin()).stream());
        String permissions =
                Stream.concat(
                                plugins.flatMap(one -> one.construct().permissions().stream())
                                        .map(Permission::key),
                                CUSTOMER_PERMISSIONS.stream())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        String roles =
                """
                roles:
                  everything: {rows: tenant, permissions: [%s]}
                  nothing: {rows: tenant, permissions: []}

                members:
                  - {username: everything.%2$s, displayName: Everything, unit: /, roles: [everything]}
                  - {username: nothing.%2$s, displayName: Nothing, unit: /, roles: [nothing]}
                """
                        .formatted(permissions, tenant);
        return file.replace("members:\n", roles);
    }

    private static String withPlugin(String file, String id) {
        String entry = "  " + id + ": {}\n";
        return file.contains("\n" + entry) ? file : file + entry;
    }
}
