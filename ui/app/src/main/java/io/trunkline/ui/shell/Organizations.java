package io.trunkline.ui.shell;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// What a token says of the person: her tenants and names. The claim `organization` is a list of
/// keys, or an object by key where the realm adds details.
final class Organizations {

    private static final String CLAIM = "organization";

    private Organizations() {}

    static List<String> of(SecurityIdentity identity) {
        Object claim =
                identity.getPrincipal() instanceof JsonWebToken token
                        ? token.getClaim(CLAIM)
                        : identity.getAttribute(CLAIM);
        return keys(claim);
    }

    static String name(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            Object name = token.getClaim("name");
            if (name != null) {
                return name.toString();
            }
        }
        return identity.getPrincipal().getName();
    }

    static String username(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            Object username = token.getClaim("preferred_username");
            if (username != null) {
                return username.toString();
            }
        }
        return identity.getPrincipal().getName();
    }

    /// The provider's session; null where the token names none.
    static @Nullable String sid(SecurityIdentity identity) {
        Object sid =
                identity.getPrincipal() instanceof JsonWebToken token
                        ? token.getClaim("sid")
                        : null;
        return sid == null ? null : sid.toString();
    }

    /// When the person proved who she is; a token that was renewed since tells the same.
    static Instant since(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Instant.now();
        }
        Object proved = token.getClaim("auth_time");
        long at = proved == null ? 0 : Long.parseLong(proved.toString());
        // The library reads 0 where the token says nothing.
        return Instant.ofEpochSecond(at > 0 ? at : token.getIssuedAtTime());
    }

    static List<String> keys(@Nullable Object claim) {
        return switch (claim) {
            case null -> List.of();
            case Map<?, ?> byKey -> byKey.keySet().stream().map(Object::toString).toList();
            case Collection<?> list -> list.stream().map(Organizations::text).toList();
            case JsonString text -> List.of(text.getString());
            default -> List.of(claim.toString());
        };
    }

    private static String text(Object element) {
        return element instanceof JsonString text ? text.getString() : element.toString();
    }
}
