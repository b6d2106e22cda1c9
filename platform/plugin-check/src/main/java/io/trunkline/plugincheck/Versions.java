package io.trunkline.plugincheck;

import com.github.zafarkhaja.semver.Version;

/// The order of versions of one plugin.
public final class Versions {

    private Versions() {}

    public static boolean isBefore(String version, String other) {
        return Version.parse(version).compareTo(Version.parse(other)) < 0;
    }
}
