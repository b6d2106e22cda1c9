package io.trunkline.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Bearer tokens whose signature, issuer, audience and time were verified a moment ago. A token
/// does not change, so verifying the same one again within seconds can only say the same; it was
/// two thirds of what a small request cost. Member, roles and tenant are not remembered here: they
/// are read for each request.
@ApplicationScoped
class VerifiedTokens {

    /// How long a withdrawn signing key is still trusted for a token seen before.
    private static final Duration TRUST = Duration.ofSeconds(30);

    private static final int TOKENS = 10_000;

    private final Clock clock = Clock.systemUTC();
    private final Cache<String, SecurityIdentity> identities =
            Caffeine.newBuilder().maximumSize(TOKENS).expireAfterWrite(TRUST).build();

    /// @return the identity the token stands for; null when it has to be verified
    @Nullable SecurityIdentity find(String token) {
        SecurityIdentity identity = identities.getIfPresent(digest(token));
        return identity != null && isInTime(identity) ? identity : null;
    }

    void remember(String token, SecurityIdentity identity) {
        if (identity.isAnonymous() || !isInTime(identity)) {
            return;
        }
        var copy =
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(identity.getPrincipal())
                        .addRoles(identity.getRoles())
                        .addCredentials(identity.getCredentials());
        identity.getAttributes()
                .forEach((name, value) -> {
                    // The request it was verified in must not be seen by the next one.
                    if (!(value instanceof RoutingContext)) {
                        copy.addAttribute(name, value);
                    }
                });
        identities.put(digest(token), copy.build());
    }

    private boolean isInTime(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token
                && token.getExpirationTime() > clock.instant().getEpochSecond();
    }

    /// A heap dump must not hold what opens the door.
    private static String digest(String token) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
