package io.trunkline.pluginhost.internal.release;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.spi.Permission;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a release says of itself without being run: what is new in it, the permissions its texts
/// name, the tables its migrations make.
public final class ReleaseFacts {

    private static final String PERMISSION = "permission.";
    private static final Pattern TABLE =
            Pattern.compile(
                    "\\bCREATE\\s+(?:UNLOGGED\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?\"?([a-z_][a-z0-9_]*)",
                    Pattern.CASE_INSENSITIVE);
    private static final int MOST = 200;

    private ReleaseFacts() {}

    /// As [Release#changelog()], all of it.
    ///
    /// @throws RefusedException when it is too long, or no text
    public static String changelog(Release release) throws RefusedException {
        Path file = release.root().resolve(Release.CHANGELOG);
        try {
            if (!Files.isRegularFile(file)) {
                return "";
            }
            if (Files.size(file) > Release.LONGEST_CHANGELOG) {
                throw new RefusedException(
                        "%s has more than %d bytes"
                                .formatted(Release.CHANGELOG, Release.LONGEST_CHANGELOG));
            }
            String text = Files.readString(file);
            if (text.indexOf(0) >= 0) {
                throw new RefusedException(Release.CHANGELOG + " is no text");
            }
            return text;
        } catch (IOException e) {
            throw new RefusedException(Release.CHANGELOG + " is no text in UTF-8", e);
        }
    }

    /// Keys, in order; 200 at most.
    ///
    /// @throws RefusedException when one is not the plugin's
    public static List<String> permissions(Release release) throws RefusedException {
        TreeSet<String> keys = new TreeSet<>();
        for (Path file : files(release.classes(), "messages_", ".properties", 1)) {
            Properties texts = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                texts.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new RefusedException(file.getFileName() + " cannot be read", e);
            }
            texts.stringPropertyNames().stream()
                    .filter(key -> key.startsWith(PERMISSION))
                    .map(key -> key.substring(PERMISSION.length()))
                    .forEach(keys::add);
        }
        for (String key : keys) {
            requireOwn(release.manifest().id(), key);
        }
        return keys.stream().limit(MOST).toList();
    }

    /// Said before it is installed: the operator reads them, and the plugin would be refused by
    /// every node.
    private static void requireOwn(String pluginId, String key) throws RefusedException {
        if (!key.startsWith(pluginId + ".")) {
            throw new RefusedException(
                    "permission %s, which its texts name, does not begin with %s."
                            .formatted(key, pluginId));
        }
        try {
            Permission unused = new Permission(key);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "%s, which its texts name, is no key of a permission".formatted(key), e);
        }
    }

    /// Names, in order; 200 at most.
    public static List<String> tables(Release release) throws RefusedException {
        TreeSet<String> names = new TreeSet<>();
        for (Path file : files(release.classes().resolve("db"), "", ".sql", Integer.MAX_VALUE)) {
            try {
                TABLE.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult made) -> made.group(1).toLowerCase(Locale.ROOT))
                        .forEach(names::add);
            } catch (IOException e) {
                throw new RefusedException(file.getFileName() + " cannot be read", e);
            }
        }
        return names.stream().limit(MOST).toList();
    }

    private static List<Path> files(Path folder, String beginning, String end, int depth)
            throws RefusedException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(beginning))
                    .filter(file -> file.getFileName().toString().endsWith(end))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RefusedException(folder.getFileName() + " cannot be read", e);
        }
    }
}
