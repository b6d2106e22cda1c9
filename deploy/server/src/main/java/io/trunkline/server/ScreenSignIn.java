package io.trunkline.server;

import com.vaadin.flow.server.VaadinService;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Signs people in by OpenID Connect, and says what happens to those who are not: an open screen
/// whose sign-in has run out reloads, a new visitor goes to Keycloak, and while Keycloak is away
/// she reads so instead of a browser's error.
@Alternative
@Priority(1)
@ApplicationScoped
public class ScreenSignIn implements HttpAuthenticationMechanism {

    private final OidcAuthenticationMechanism oidc;
    private final KeycloakProbe keycloak;
    private final UnavailablePage unavailable;
    private final VerifiedTokens verified;

    @Inject
    ScreenSignIn(
            OidcAuthenticationMechanism oidc,
            KeycloakProbe keycloak,
            UnavailablePage unavailable,
            VerifiedTokens verified) {
        this.oidc = oidc;
        this.keycloak = keycloak;
        this.unavailable = unavailable;
        this.verified = verified;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identityProviders) {
        String token = bearerToken(context);
        if (token == null) {
            return oidc.authenticate(context, identityProviders);
        }
        SecurityIdentity known = verified.find(token);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return oidc.authenticate(context, identityProviders)
                .onItem()
                .ifNotNull()
                .invoke(identity -> verified.remember(token, identity));
    }

    private static @Nullable String bearerToken(RoutingContext context) {
        if (!context.request().path().startsWith("/api/")) {
            return null;
        }
        String header = context.request().getHeader("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring(7) : null;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (context.request().path().startsWith("/api/")) {
            return oidc.sendChallenge(context);
        }
        @Nullable String vaadinRequest = context.request().getParam("v-r");
        if (vaadinRequest != null) {
            return answerOpenScreen(context, vaadinRequest);
        }
        return Uni.createFrom()
                .item(keycloak::isThere)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(there -> there ? oidc.sendChallenge(context) : refuse(context));
    }

    /// A redirect would reach Vaadin's own requests as garbage ("connection lost"): it is told that
    /// its session is over, reloads the page and so comes back as a new visitor.
    private static Uni<Boolean> answerOpenScreen(RoutingContext context, String vaadinRequest) {
        HttpServerResponse response = context.response();
        if (!vaadinRequest.equals("uidl")) {
            response.setStatusCode(403).end();
            return Uni.createFrom().item(true);
        }
        response.putHeader("Content-Type", "application/json;charset=UTF-8")
                .putHeader("Cache-Control", "no-store")
                .end(VaadinService.createSessionExpiredJSON(true));
        return Uni.createFrom().item(true);
    }

    private Uni<Boolean> refuse(RoutingContext context) {
        unavailable.send(context);
        return Uni.createFrom().item(true);
    }
}
