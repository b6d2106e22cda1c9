package io.trunkline.pluginhost.internal.release;

import org.pf4j.DefaultVersionManager;

/// The order of versions of one plugin.
public final class Versions {

    private Versions() {}

    public static boolean isBefore(String version, String other) {
        return new DefaultVersionManager().compareVersions(version, other) < 0;
    }
}
