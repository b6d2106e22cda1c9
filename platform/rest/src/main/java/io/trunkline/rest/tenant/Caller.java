package io.trunkline.rest.tenant;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.trunkline.rest.problem.RestError;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.access.DeviceSecret;
import io.trunkline.tenancy.access.Entrance;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Who asks, as the verified token of the request being handled says.
@ApplicationScoped
public class Caller {

    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;

    @Inject
    Caller(SecurityIdentity identity, CurrentVertxRequest request) {
        this.identity = identity;
        this.request = request;
    }

    /// Where the request comes from; behind a proxy what the proxy says, see docs/operations.md.
    public String address() {
        return request.getCurrent().request().remoteAddress().hostAddress();
    }

    /// The same with the device she asks from, which the header [DeviceSecret#HEADER] or a
    /// browser's cookie names.
    public Entrance entrance() {
        HttpServerRequest asked = request.getCurrent().request();
        String secret = asked.getHeader(DeviceSecret.HEADER);
        if (secret == null) {
            Cookie cookie = asked.getCookie(DeviceSecret.COOKIE);
            secret = cookie == null ? null : cookie.getValue();
        }
        return new Entrance(address(), DeviceSecret.digest(secret).orElse(null));
    }

    /// What the browser or program says of itself; empty where it says nothing.
    String agent() {
        String agent = request.getCurrent().request().getHeader("User-Agent");
        return agent == null ? "" : agent;
    }

    /// @throws PluginException [RestError#UNAUTHENTICATED] without a token
    public String username() {
        @Nullable String username = token().getClaim("preferred_username");
        if (username == null) {
            throw new PluginException(RestError.NOT_A_MEMBER);
        }
        return username;
    }

    /// Keys of the tenants (Keycloak's organizations) the token names, sorted.
    public Set<String> tenantKeys() {
        return keysOf(token().getClaim("organization"));
    }

    /// The provider's session; null for a machine.
    @Nullable String sid() {
        return token().getClaim("sid");
    }

    /// When the person proved who she is; a token that was renewed since tells the same. Of a
    /// machine, when the token was made.
    Instant since() {
        @Nullable Object proved = token().getClaim("auth_time");
        long at = proved == null ? 0 : Long.parseLong(proved.toString());
        // The library reads 0 where the token says nothing.
        return Instant.ofEpochSecond(at > 0 ? at : token().getIssuedAtTime());
    }

    /// The claim is a map from alias to facts, or a list of aliases, as the realm's mapper is set.
    static Set<String> keysOf(@Nullable Object claim) {
        Set<String> keys = new TreeSet<>();
        switch (claim) {
            case Map<?, ?> byAlias -> byAlias.keySet().forEach(key -> keys.add(key.toString()));
            case Collection<?> aliases -> aliases.forEach(alias -> keys.add(text(alias)));
            case JsonString alias -> keys.add(alias.getString());
            case String alias -> keys.add(alias);
            case null, default -> {}
        }
        return keys;
    }

    private static String text(@Nullable Object alias) {
        return alias instanceof JsonString json ? json.getString() : String.valueOf(alias);
    }

    private JsonWebToken token() {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return token;
        }
        throw new PluginException(RestError.UNAUTHENTICATED);
    }
}
