package io.trunkline.standalone;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/// The id of a new plugin, and what else is named after it.
///
/// @param id for example `tax-refund`
record PluginName(String id) {
    /// As the plugin host holds every plugin to.
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int LONGEST = 30;

    /// Areas of the platform's own permissions, and of its database.
    private static final Set<String> KEPT =
            Set.of(
                    "platform",
                    "shared",
                    "customer",
                    "org",
                    "member",
                    "role",
                    "audit",
                    "tenant",
                    "service-account",
                    "approval");

    /// @throws StandaloneException when a plugin cannot be called so, with what to do
    PluginName {
        if (!SHAPE.matcher(id).matches() || id.length() > LONGEST) {
            throw new StandaloneException(
                    "\"%s\" cannot name a plugin: lower-case letters, digits and single hyphens, a letter first, at most %d characters, for example tax-refund."
                            .formatted(id, LONGEST));
        }
        if (KEPT.contains(id) || id.endsWith("-owner")) {
            throw new StandaloneException(
                    "\"%s\" is kept for the platform: choose another name.".formatted(id));
        }
        if (!SourceVersion.isName(packageName(id))) {
            throw new StandaloneException(
                    "\"%s\" is a word of Java, and its package could not be called so: choose another name."
                            .formatted(id));
        }
    }

    /// `TaxRefund`: what the names of the plugin's classes begin with.
    String className() {
        return Arrays.stream(id.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /// `Tax refund`: for people, to begin with.
    String words() {
        return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1).replace('-', ' ');
    }

    /// `com.example.taxrefund`.
    String packageName() {
        return packageName(id);
    }

    private static String packageName(String id) {
        return "com.example." + id.replace("-", "");
    }
}
