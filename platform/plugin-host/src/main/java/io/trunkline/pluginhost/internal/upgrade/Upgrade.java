package io.trunkline.pluginhost.internal.upgrade;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.pluginhost.internal.upgrade.Rehearsal.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a release may do what its rehearsal showed.
public final class Upgrade {

    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

    private Upgrade() {}

    /// @throws RefusedException with every statement that is in the way; a developer's build folder
    ///   is told them in the log
    public static void check(Release release, Outcome outcome) throws RefusedException {
        List<String> wrong = new ArrayList<>(outcome.refused());
        if (release.manifest().rollbackTo().isEmpty()) {
            wrong.addAll(outcome.narrowing());
        }
        if (wrong.isEmpty()) {
            return;
        }
        String reason =
                "its migrations would harm the releases that use its tables: "
                        + String.join("; ", wrong);
        if (release.isBuildFolder()) {
            LOG.warn("{}: as a release it would be refused, {}", release.origin(), reason);
            return;
        }
        throw new RefusedException(reason);
    }
}
