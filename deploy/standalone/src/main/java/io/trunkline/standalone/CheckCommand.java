package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.plugincheck.Fit;
import io.trunkline.plugincheck.PluginZip;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.plugincheck.SpiJars;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/// `./trunkline plugin check …`: whether plugins fit an SPI. A zip is looked at without a server.
final class CheckCommand {
    static final String STEP = "check";

    private static final String SPI = "--spi";
    private static final String PRESENT_SCREENS =
            "The SPI for screens is in none of the jars: the present one counts.";

    private final PrintStream out;

    CheckCommand(PrintStream out) {
        this.out = out;
    }

    /// @param words all after `plugin`
    static boolean isOfZip(List<String> words) {
        return words.size() > 1
                && words.getFirst().equals(STEP)
                && (words.size() == 4 || (words.size() == 2 && !words.getLast().equals(SPI)));
    }

    /// @param words `[--spi JAR[,JAR]] ZIP`
    /// @param present the SPI that counts where none is named
    /// @return exit code: 1 where the plugin would break
    int ofZip(List<String> words, Supplier<PartnerKit.Spi> present) {
        var named = words.size() > 1;
        if (named && !words.getFirst().equals(SPI)) {
            throw PluginUsage.unclear(STEP);
        }
        var zip = GivenFile.toRead(words.getLast());
        try {
            var fit =
                    PluginZip.check(zip, named ? spi(words.get(1), present) : read(present.get()));
            print(fit);
            return fit.fits() ? 0 : 1;
        } catch (RefusedException e) {
            throw new StandaloneException(e.reason(), e);
        }
    }

    /// With the present one for screens where the jars have none.
    private SpiJars spi(String named, Supplier<PartnerKit.Spi> present) throws RefusedException {
        var jars = new ArrayList<>(jars(named));
        var spi = read(jars);
        if (spi.hasScreens()) {
            return spi;
        }
        out.println(PRESENT_SCREENS);
        jars.add(present.get().screens());
        return read(jars);
    }

    private static SpiJars read(PartnerKit.Spi present) throws RefusedException {
        return read(List.of(present.platform(), present.screens()));
    }

    private static SpiJars read(List<Path> jars) throws RefusedException {
        return SpiJars.read(jars.stream().map(SpiJars.Jar::of).toList());
    }

    private void print(Fit fit) {
        var manifest = fit.manifest();
        out.printf(
                "%s %s %s SPI %s%n",
                manifest.id(),
                manifest.version(),
                fit.fits() ? "fits" : "does not fit",
                fit.spiVersion());
        if (fit.excluded()) {
            printRange(manifest.requires());
        }
        fit.broken().forEach(one -> out.println("    " + one.words()));
    }

    private void printRange(String requires) {
        out.printf("    its range %s leaves that SPI out%n", requires);
    }

    /// @param words `--spi JAR[,JAR]`
    /// @return exit code: 1 where anything of a plugin would break
    int ofServer(Api api, List<String> words) {
        if (words.size() != 2 || !words.getFirst().equals(SPI)) {
            throw PluginUsage.unclear(STEP);
        }
        var result =
                api.upload(
                        "/operator/plugins/check",
                        jars(words.getLast()).stream().map(CheckCommand::attachment).toList());
        if (!result.path("screens").asBoolean()) {
            out.println(PRESENT_SCREENS);
        }
        for (var plugin : result.path("plugins")) {
            print(plugin, result.path("spi").asText());
        }
        return result.path("fits").asBoolean() ? 0 : 1;
    }

    private void print(JsonNode plugin, String spi) {
        out.printf(
                "%s %s%s %s SPI %s%s%n",
                plugin.path("plugin").asText(),
                plugin.path("version").asText(),
                came(plugin),
                plugin.path("fits").asBoolean() ? "fits" : "does not fit",
                spi,
                tenants(plugin));
        if (plugin.hasNonNull("reason")) {
            out.printf("    it cannot be looked at: %s%n", plugin.path("reason").asText());
        }
        if (plugin.path("excluded").asBoolean()) {
            printRange(plugin.path("requires").asText());
        }
        for (var one : plugin.path("breaks")) {
            out.println("    " + one.path("words").asText());
        }
        var more = plugin.path("breakCount").asInt() - plugin.path("breaks").size();
        if (more > 0) {
            out.printf("    and %d more%n", more);
        }
    }

    private static String came(JsonNode plugin) {
        if (plugin.path("rolledOut").asBoolean()) {
            return ", being rolled out,";
        }
        return plugin.path("bundled").asBoolean() ? ", which came with the server," : "";
    }

    private static String tenants(JsonNode plugin) {
        var count = plugin.path("tenantCount").asInt();
        if (count == 0) {
            return "; no tenant has it enabled";
        }
        var keys =
                StreamSupport.stream(plugin.path("tenants").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        return "; enabled for %d: %s%s"
                .formatted(count, String.join(", ", keys), keys.size() < count ? ", …" : "");
    }

    private static List<Path> jars(String named) {
        return Arrays.stream(named.split(",")).map(GivenFile::toRead).toList();
    }

    private static Api.Attachment attachment(Path jar) {
        try {
            return new Api.Attachment(
                    jar.getFileName().toString(),
                    "application/java-archive",
                    Files.readAllBytes(jar));
        } catch (IOException e) {
            throw new StandaloneException(jar + " cannot be read: " + e.getMessage(), e);
        }
    }
}
