package io.trunkline.pluginhost.internal.convergence;

import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Kind;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Next;
import org.jspecify.annotations.Nullable;

/// What a generation is built from.
///
/// @param kind BUNDLED or RELEASE
/// @param version of the release; null for what came with the server
/// @param build as [Wanted#build()]
record Target(Kind kind, @Nullable String version, int build) {

    static Target of(Wanted wanted) {
        return new Target(wanted.kind(), wanted.version(), wanted.build());
    }

    static Target of(Next next) {
        return new Target(Kind.RELEASE, next.version(), 0);
    }
}
