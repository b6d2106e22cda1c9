package io.trunkline.tenancy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A secret is never kept, shown or exported: a setting names it, as `{secretRef: NAME}` or
/// `${env:TRUNKLINE_SECRET_<TENANT>_NAME}`, and the server looks it up in its environment when a
/// plugin reads the setting. A tenant reaches the variables that carry its own key and no others: a
/// hyphen of the key is written as two underscores and a name begins with a letter, so that the
/// variables of `a-b` are none of `a`'s.
///
/// @param variable the environment variable
record SecretReference(String variable) {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Z][A-Z0-9_]*)}");

    /// @return empty when the value is no reference
    static Optional<SecretReference> in(JsonNode value, String tenantKey) {
        if (value.path("secretRef").isTextual()) {
            return Optional.of(
                    new SecretReference(prefix(tenantKey) + value.path("secretRef").asText()));
        }
        Matcher named = VARIABLE.matcher(value.asText());
        return named.matches()
                ? Optional.of(new SecretReference(named.group(1)))
                : Optional.empty();
    }

    /// @param environment value of a variable, null where it is not set
    /// @return empty when it is not set, or is not this tenant's to read
    Optional<String> resolve(String tenantKey, UnaryOperator<@Nullable String> environment) {
        String prefix = prefix(tenantKey);
        return variable.startsWith(prefix)
                        && NAME.matcher(variable.substring(prefix.length())).matches()
                ? Optional.ofNullable(environment.apply(variable))
                : Optional.empty();
    }

    private static String prefix(String tenantKey) {
        return "TRUNKLINE_SECRET_" + tenantKey.toUpperCase(Locale.ROOT).replace("-", "__") + "_";
    }
}
