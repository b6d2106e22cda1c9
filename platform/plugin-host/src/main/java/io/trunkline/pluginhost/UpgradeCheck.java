package io.trunkline.pluginhost;

import io.trunkline.plugincheck.Break;
import io.trunkline.plugincheck.Fit;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.plugincheck.SpiJars;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Kind;
import io.trunkline.pluginhost.internal.convergence.StoredReleases;
import io.trunkline.pluginhost.internal.convergence.WantedPlugins;
import io.trunkline.pluginhost.internal.generation.GenerationFactory;
import io.trunkline.pluginhost.internal.release.BundledReleases;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.pluginhost.internal.rollout.RolloutTable;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.operator.OperatorDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What another SPI would do to the plugins the nodes are to run: for operators, before they
/// upgrade the platform. Runs nothing and changes nothing.
@ApplicationScoped
public class UpgradeCheck {

    private static final int MOST_BREAKS = 100;
    private static final int MOST_TENANTS = 50;

    private final OperatorDatabase database;
    private final WantedPlugins wanted;
    private final StoredReleases stored;
    private final BundledReleases bundled;
    private final GenerationFactory factory;

    UpgradeCheck(
            OperatorDatabase database,
            WantedPlugins wanted,
            StoredReleases stored,
            BundledReleases bundled,
            GenerationFactory factory) {
        this.database = database;
        this.wanted = wanted;
        this.stored = stored;
        this.bundled = bundled;
        this.factory = factory;
    }

    /// @param withScreens whether the SPI for screens was given too; the present one counts where
    ///   not
    /// @param plugins by id; one that is rolled out comes after the one it replaces
    public record Result(String spiVersion, boolean withScreens, List<Checked> plugins) {

        public boolean fits() {
            return plugins.stream().allMatch(Checked::fits);
        }
    }

    /// One version of a plugin.
    ///
    /// @param version empty where it is not known
    /// @param bundled whether it came with this server
    /// @param rolledOut whether it takes another one's place at this moment
    /// @param requires the range of SPI versions it states; null where it cannot be read
    /// @param excluded whether that range leaves the SPI out
    /// @param breaks what would fail, a hundred at most
    /// @param breakCount how many there are
    /// @param reason why it cannot be looked at; null where it can
    /// @param tenants keys of active tenants that have the plugin enabled, fifty at most
    /// @param tenantCount how many there are
    public record Checked(
            String pluginId,
            String version,
            boolean bundled,
            boolean rolledOut,
            @Nullable String requires,
            boolean excluded,
            List<Break> breaks,
            int breakCount,
            @Nullable String reason,
            List<String> tenants,
            int tenantCount) {

        public boolean fits() {
            return !excluded && breakCount == 0 && reason == null;
        }
    }

    /// @param jars the SPI, and the one for screens where it changes as well
    /// @throws PluginException `SPI_UNREADABLE` saying why
    public Result check(List<SpiJars.Jar> jars) {
        SpiJars spi = read(jars);
        List<Checked> plugins = new ArrayList<>();
        for (Wanted one : wanted.all()) {
            if (one.kind() == Kind.NONE) {
                continue;
            }
            List<String> tenants = tenants(one.pluginId());
            plugins.add(checked(one.pluginId(), one.version(), false, spi, tenants));
            Wanted.Next next = one.next();
            if (next != null) {
                plugins.add(checked(one.pluginId(), next.version(), true, spi, tenants));
            }
        }
        return new Result(spi.version(), spi.hasScreens(), plugins);
    }

    private static SpiJars read(List<SpiJars.Jar> jars) {
        try {
            return SpiJars.read(jars);
        } catch (RefusedException e) {
            throw new PluginException(e, PluginError.SPI_UNREADABLE, e.reason());
        }
    }

    /// @param version of the release; null for what came with the server
    private Checked checked(
            String pluginId,
            @Nullable String version,
            boolean rolledOut,
            SpiJars spi,
            List<String> tenants) {
        try {
            Release release =
                    version == null
                            ? bundled.find(pluginId)
                                    .orElseThrow(() ->
                                            new RefusedException("it did not come with the server"))
                            : stored.fetch(pluginId, version);
            Fit fit = factory.fit(release, spi);
            return new Checked(
                    pluginId,
                    fit.manifest().version(),
                    version == null,
                    rolledOut,
                    fit.manifest().requires(),
                    fit.excluded(),
                    fit.broken().stream().limit(MOST_BREAKS).toList(),
                    fit.broken().size(),
                    null,
                    shown(tenants),
                    tenants.size());
        } catch (RefusedException e) {
            return new Checked(
                    pluginId,
                    version == null ? "" : version,
                    version == null,
                    rolledOut,
                    null,
                    false,
                    List.of(),
                    0,
                    e.reason(),
                    shown(tenants),
                    tenants.size());
        }
    }

    private static List<String> shown(List<String> tenants) {
        return tenants.stream().limit(MOST_TENANTS).toList();
    }

    private List<String> tenants(String pluginId) {
        return database.inTransaction(
                handle -> RolloutTable.users(handle, pluginId).keySet().stream().sorted().toList());
    }
}
