package io.trunkline.pluginhost.internal.call;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.Setting;
import io.trunkline.spi.StandardErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks what tenants choose for a plugin's settings. A check of the plugin's own is code of its
/// as any other: it runs where the plugin's calls do, and no longer than they may.
@ApplicationScoped
public class SettingChecks {

    private static final Logger LOG = LoggerFactory.getLogger(SettingChecks.class);

    private final TimeLimit limit;

    SettingChecks(TimeLimit limit) {
        this.limit = limit;
    }

    /// The keys of those values that would not hold. A check that fails says no, and why is in the
    /// log.
    ///
    /// @param generation whose settings they are, for the log
    /// @param chosen values of declared settings, by key
    /// @throws PluginException `UNAVAILABLE` when a check takes too long, or cannot be run now
    public Set<String> refused(
            CallThreads threads,
            String generation,
            Map<String, Setting<?>> declared,
            Map<String, Object> chosen) {
        Set<String> refused = new HashSet<>();
        Map<String, Object> own = new HashMap<>();
        chosen.forEach((key, value) -> {
            Setting<?> setting = Objects.requireNonNull(declared.get(key), key);
            if (isOwn(setting)) {
                own.put(key, value);
            } else if (!SettingValues.isValid(setting, value)) {
                refused.add(key);
            }
        });
        if (!own.isEmpty()) {
            refused.addAll(limited(threads, () -> refused(generation, declared, own)));
        }
        return refused;
    }

    /// Runs what may call checks of the plugin's own, as the current session.
    ///
    /// @throws PluginException `UNAVAILABLE` when it takes too long, or cannot be run now
    public <T> T limited(CallThreads threads, Supplier<T> work) {
        return threads.call(() -> {
            TimeLimit.Running running = limit.start();
            try (running) {
                T done = work.get();
                if (running.late()) {
                    throw new PluginException(StandardErrorCode.UNAVAILABLE);
                }
                return done;
            }
        });
    }

    private static Set<String> refused(
            String generation, Map<String, Setting<?>> declared, Map<String, Object> chosen) {
        Set<String> refused = new HashSet<>();
        chosen.forEach((key, value) -> {
            try {
                if (!SettingValues.isValid(Objects.requireNonNull(declared.get(key), key), value)) {
                    refused.add(key);
                }
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                LOG.warn("The check of setting {} of {} failed", key, generation, e);
                refused.add(key);
            }
        });
        return refused;
    }

    /// The checks that the SPI makes are the platform's code.
    private static boolean isOwn(Setting<?> setting) {
        return setting.valid().getClass().getClassLoader() != Setting.class.getClassLoader();
    }
}
