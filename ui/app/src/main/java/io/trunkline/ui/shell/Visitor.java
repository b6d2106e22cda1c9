package io.trunkline.ui.shell;

import com.vaadin.flow.server.VaadinRequest;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.tenant.TenantError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is behind a screen request, as the token says, and the session opened for her.
///
/// @param username what she signed in with
/// @param name her name for people to read
/// @param organizations keys of the tenants her token names
/// @param sid the provider's session; null where the token names none
/// @param since when she proved who she is
/// @param device digest of the browser's secret; null where it has none
/// @param session of the tenant she is in; null while none is chosen or none lets her in
/// @param refusal why her tenant lets nobody in; null when it is not its state that keeps her out
/// @param operator whether she may work on the platform itself
public record Visitor(
        String username,
        String name,
        List<String> organizations,
        @Nullable String sid,
        Instant since,
        @Nullable String device,
        @Nullable Session session,
        @Nullable TenantError refusal,
        boolean operator) {

    private static final String ATTRIBUTE = Visitor.class.getName();

    /// The visitor of the request being handled; empty for one that nobody signed in for.
    public static Optional<Visitor> current() {
        VaadinRequest request = VaadinRequest.getCurrent();
        return request == null
                ? Optional.empty()
                : Optional.ofNullable((Visitor) request.getAttribute(ATTRIBUTE));
    }

    static String attribute() {
        return ATTRIBUTE;
    }
}
