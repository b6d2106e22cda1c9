package io.trunkline.plugincheck;

import com.github.zafarkhaja.semver.Version;
import java.io.Reader;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/// What a plugin says of itself in `plugin.properties`.
///
/// @param requires the range of SPI versions it runs on, for example `>=0.1.0 & <0.2.0`
/// @param uiClass the entry class of its screens; empty for none
/// @param rollbackTo the earliest version that can still run on its tables; empty for any
public record Manifest(
        String id,
        String version,
        String requires,
        String entryClass,
        Optional<String> uiClass,
        Optional<String> rollbackTo) {

    public static final String FILE = "plugin.properties";

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    // Database role names are made of it and end at 63 characters.
    private static final int MAX_ID = 30;
    // It is kept, and shown in tables.
    private static final int MAX_VERSION = 50;

    private static final Set<String> RESERVED = Set.of("platform", "shared");

    public static Manifest read(Reader reader) throws RefusedException {
        Properties properties = new Properties();
        try {
            properties.load(reader);
        } catch (Exception e) {
            throw new RefusedException(FILE + " cannot be read: " + e.getMessage(), e);
        }
        Manifest manifest =
                new Manifest(
                        required(properties, "plugin.id"),
                        required(properties, "plugin.version"),
                        required(properties, "plugin.requires"),
                        required(properties, "plugin.class"),
                        optional(properties, "trunkline.uiClass"),
                        optional(properties, "plugin.rollback-to"));
        manifest.check();
        return manifest;
    }

    private static Optional<String> optional(Properties properties, String key) {
        return Optional.of(properties.getProperty(key, "").strip())
                .filter(value -> !value.isEmpty());
    }

    private static String required(Properties properties, String key) throws RefusedException {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new RefusedException(FILE + " has no " + key);
        }
        return value;
    }

    private void check() throws RefusedException {
        if (!ID.matcher(id).matches() || id.length() > MAX_ID) {
            throw new RefusedException(
                    "plugin.id \"%s\" is not lower-case letters, digits and single hyphens, at most %d"
                                    .formatted(id, MAX_ID)
                            + " characters");
        }
        // The owner role of a plugin x is named like the serving role of a plugin x-owner would be.
        if (RESERVED.contains(id) || id.endsWith("-owner")) {
            throw new RefusedException("plugin.id \"" + id + "\" is kept for the platform");
        }
        if (!isVersion(version)) {
            throw new RefusedException(
                    "plugin.version \"%s\" is not a version like 1.2.0 (semver.org), at most %d characters"
                            .formatted(version, MAX_VERSION));
        }
        if (rollbackTo.isPresent()
                && (!isVersion(rollbackTo.get())
                        || !Versions.isBefore(rollbackTo.get(), version))) {
            throw new RefusedException(
                    "plugin.rollback-to \"%s\" is no version before %s"
                            .formatted(rollbackTo.get(), version));
        }
    }

    private static boolean isVersion(String text) {
        return text.length() <= MAX_VERSION && Version.isValid(text);
    }

    /// Whether the stated range has the version in it.
    ///
    /// @throws RefusedException when what is stated is no range
    public boolean accepts(String spiVersion) throws RefusedException {
        try {
            return requires.equals("*") || Version.parse(spiVersion).satisfies(requires);
        } catch (RuntimeException e) {
            throw new RefusedException(
                    "plugin.requires \""
                            + requires
                            + "\" is not a version range like >=0.1.0 & <0.2.0",
                    e);
        }
    }

    /// @throws RefusedException when the platform's SPI is not one it was made for
    public void requireSpi(String spiVersion) throws RefusedException {
        if (!accepts(spiVersion)) {
            throw new RefusedException(
                    "needs SPI " + requires + ", this platform has SPI " + spiVersion);
        }
    }
}
