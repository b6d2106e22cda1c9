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
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/// `./trunkline plugin check …`: whether plugins fit an SPI. A zip is looked at without a server.
final class CheckCommand {
    static final String STEP = "check";

    private static final String SPI = "--spi";

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
    int ofZip(List<String> words, Supplier<List<Path>> present) {
        var named = words.size() > 1;
        if (named && !words.getFirst().equals(SPI)) {
            throw unclear();
        }
        var jars = named ? jars(words.get(1)) : present.get();
        try {
            var spi = SpiJars.read(jars.stream().map(SpiJars.Jar::of).toList());
            if (!spi.hasScreens()) {
                out.println(
                        "What it uses of the SPI for screens is not looked at: that is in none of the jars.");
            }
            var fit = PluginZip.check(Path.of(words.getLast()), spi);
            print(fit);
            return fit.fits() ? 0 : 1;
        } catch (RefusedException e) {
            throw new StandaloneException(e.reason(), e);
        }
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
            throw unclear();
        }
        var result =
                api.upload(
                        "/operator/plugins/check",
                        jars(words.getLast()).stream().map(CheckCommand::attachment).toList());
        if (!result.path("screens").asBoolean()) {
            out.println("The SPI for screens is in none of the jars: the present one counts.");
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
        return Arrays.stream(named.split(",")).map(Path::of).toList();
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

    private static StandaloneException unclear() {
        return new StandaloneException(
                "Say what: ./trunkline plugin check ZIP for a plugin and the SPI here, check --spi JAR[,JAR] ZIP for"
                        + " another SPI, check --spi JAR[,JAR] for all plugins that the nodes are to run");
    }
}
