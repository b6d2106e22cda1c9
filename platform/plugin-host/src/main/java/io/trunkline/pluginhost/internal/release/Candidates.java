package io.trunkline.pluginhost.internal.release;

import io.trunkline.pluginhost.PluginsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything in the configured folders that may be a plugin, build folders first, then zips by
/// name.
public record Candidates(PluginsConfig config) {

    private static final Logger LOG = LoggerFactory.getLogger(Candidates.class);

    public List<Candidate> all() {
        List<Candidate> found = new ArrayList<>();
        for (String folder : config.development().orElse(List.of())) {
            found.add(
                    new Candidate.BuildFolder(
                            Path.of(folder).toAbsolutePath().normalize(), workFolder(config)));
        }
        config.folder().map(Path::of).ifPresent(folder -> found.addAll(zips(folder)));
        return found;
    }

    /// Where zips are unpacked.
    public static Path workFolder(PluginsConfig config) {
        return config.workFolder()
                .map(Path::of)
                .or(() -> config.folder().map(folder -> Path.of(folder, ".unpacked")))
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "trunkline-plugins"))
                .toAbsolutePath();
    }

    /// A file there for a release that is looked at; whoever asks for it deletes it.
    public static Path fetched(PluginsConfig config) throws IOException {
        Path work = Files.createDirectories(workFolder(config));
        return Files.createTempFile(work, OldCopies.FETCHED, ".zip");
    }

    private List<Candidate> zips(Path folder) {
        Path work = workFolder(config);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".zip"))
                    .sorted()
                    .<Candidate>map(file -> new Candidate.Zip(file, work))
                    .toList();
        } catch (IOException e) {
            LOG.error("The plugins folder {} cannot be read: {}", folder, e.toString());
            return List.of();
        }
    }
}
