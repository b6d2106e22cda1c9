package io.trunkline.pluginhost.internal.rollout;

import io.trunkline.pluginhost.PluginError;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.spi.PluginException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Whom a rollout serves at each of its steps. Who was chosen once stays; the rest come in an order
/// of this rollout's own, so that it is not always the same tenants who try everything first.
final class Cohorts {

    static final int ALL = 100;

    private Cohorts() {}

    /// @param users tenants that use the plugin, by key
    /// @param before those of the steps before
    /// @param step what they grow by
    /// @return ids
    /// @throws PluginException `ROLLOUT_TENANT` for a named one that does not use the plugin
    static Set<Integer> grown(
            long rollout, Map<String, Integer> users, Set<Integer> before, Step step) {
        Set<Integer> grown = new TreeSet<>(before);
        for (String key : step.tenants()) {
            Integer id = users.get(key);
            if (id == null) {
                throw new PluginException(PluginError.ROLLOUT_TENANT, key);
            }
            grown.add(id);
        }
        if (step.percent() == 0) {
            return grown;
        }
        int wanted = Math.ceilDiv(users.size() * step.percent(), ALL);
        List<Integer> order =
                users.values().stream()
                        .sorted(Comparator.comparing((Integer id) -> place(rollout, id)))
                        .toList();
        for (Integer id : order) {
            if (grown.size() >= wanted) {
                break;
            }
            grown.add(id);
        }
        return grown;
    }

    private static String place(long rollout, int tenant) {
        try {
            byte[] both =
                    ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                            .putLong(rollout)
                            .putInt(tenant)
                            .array();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
