package io.trunkline.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a plugin of another repository is built and tested with, as this source tree was last
/// built: taken from the build folders, so it needs no network, no Maven and less than a second.
///
/// @param project root of the source tree
record PartnerKit(Path project) {
    /// Parents: of all modules, and of all plugins.
    private static final List<String> POMS = List.of("", "plugins");

    /// What plugins are compiled against, the contract they are held to, and the platform that the
    /// contract runs them in.
    private static final List<String> JARS =
            List.of(
                    "platform/plugin-check",
                    "platform/spi",
                    "platform/testing",
                    "platform/tenancy",
                    "platform/core",
                    "platform/plugin-host",
                    "platform/rest",
                    "ui/spi");

    /// Of everything in the kit.
    String version() {
        return XmlFile.read(project.resolve("pom.xml")).text("version");
    }

    /// Puts all of it into a repository, in place of what was there.
    ///
    /// @throws StandaloneException when something of it is not built; nothing was put there then
    void install(MavenRepository repository) {
        var version = version();
        JARS.forEach(module -> requireBuilt(jar(module, version)));
        for (var module : POMS) {
            repository.put(artifact(module), version, "pom", pom(module));
        }
        for (var module : JARS) {
            repository.put(artifact(module), version, "pom", pom(module));
            repository.put(artifact(module), version, "jar", jar(module, version));
        }
    }

    /// The SPI that plugins meet here, and the one for screens.
    ///
    /// @throws StandaloneException when one is not built
    Spi spi() {
        var version = version();
        var spi = new Spi(jar("platform/spi", version), jar("ui/spi", version));
        requireBuilt(spi.platform());
        requireBuilt(spi.screens());
        return spi;
    }

    record Spi(Path platform, Path screens) {}

    private static void requireBuilt(Path jar) {
        if (!Files.exists(jar)) {
            throw new StandaloneException(
                    jar + " is not built: run ./mvnw -Dquick package in Trunkline's folder.");
        }
    }

    private Path pom(String module) {
        return project.resolve(module).resolve("pom.xml");
    }

    private Path jar(String module, String version) {
        return project.resolve(module)
                .resolve("target")
                .resolve(artifact(module) + "-" + version + ".jar");
    }

    private String artifact(String module) {
        return XmlFile.read(pom(module)).text("artifactId");
    }
}
