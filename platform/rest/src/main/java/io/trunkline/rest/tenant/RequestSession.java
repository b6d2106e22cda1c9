package io.trunkline.rest.tenant;

import io.trunkline.rest.problem.AcceptedLanguage;
import io.trunkline.rest.problem.CallerLanguage;
import io.trunkline.rest.problem.RestError;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Memberships;
import io.trunkline.tenancy.Memberships.Membership;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.SignOuts;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.access.AccessError;
import io.trunkline.tenancy.access.DeviceLog;
import io.trunkline.tenancy.audit.SignInEntries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the session of the request being handled, from the verified token and the header
/// [#HEADER].
@ApplicationScoped
public class RequestSession {

    /// Names the tenant, where a caller belongs to several.
    public static final String HEADER = "Trunkline-Tenant";

    private final Caller caller;
    private final CallerLanguage language;
    private final Sessions sessions;
    private final SignOuts signOuts;
    private final TenantDatabase database;
    private final HttpHeaders headers;
    private final SignInEntries entries;
    private final DeviceLog devices;
    private final Memberships memberships;

    @Inject
    RequestSession(
            Caller caller,
            CallerLanguage language,
            Sessions sessions,
            SignOuts signOuts,
            TenantDatabase database,
            HttpHeaders headers,
            SignInEntries entries,
            DeviceLog devices,
            Memberships memberships) {
        this.memberships = memberships;
        this.devices = devices;
        this.database = database;
        this.entries = entries;
        this.signOuts = signOuts;
        this.headers = headers;
        this.caller = caller;
        this.language = language;
        this.sessions = sessions;
    }

    Session open() {
        String tenant = tenant(caller.tenantKeys(), headers.getHeaderString(HEADER));
        Session session = entering(tenant);
        if (signOuts.isOut(session, caller.sid(), caller.since())) {
            throw new PluginException(RestError.UNAUTHENTICATED);
        }
        TenantRunner.run(session, () -> devices.seen(caller.entrance(), caller.agent()));
        language.member(session.locale());
        return AcceptedLanguage.of(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))
                .map(session::inLocale)
                .orElse(session);
    }

    /// Her company's state is told to those alone whose token names it.
    private ErrorCode refusal(String tenant) {
        return database.states()
                .refusal(tenant)
                .<ErrorCode>map(refusal -> refusal)
                .orElse(RestError.NOT_A_MEMBER);
    }

    /// Who is turned away is written down: someone who is no member, or comes from where or when
    /// her limits do not let her.
    private Session entering(String tenant) {
        try {
            return sessions.entering(tenant, caller.username(), caller.entrance())
                    .orElseThrow(() -> refused(tenant));
        } catch (PluginException refusal) {
            if (refusal.code() == AccessError.DEVICE_NOT_APPROVED) {
                devices.refused(tenant, caller.username(), caller.entrance(), caller.agent());
            }
            if (refusal.code() != RestError.NOT_A_MEMBER) {
                entries.refused(tenant, caller.username(), refusal.code().name());
            }
            throw refusal;
        }
    }

    private PluginException refused(String tenant) {
        ErrorCode refusal = refusal(tenant);
        if (refusal == RestError.NOT_A_MEMBER) {
            entries.refused(tenant, caller.username(), "not-a-member");
        }
        return new PluginException(refusal);
    }

    /// A tenant the token does not name is refused like one that does not exist. Where the token
    /// names several and the caller none, it is the only one that knows her.
    private String tenant(Set<String> keys, @Nullable String named) {
        if (keys.isEmpty()) {
            throw new PluginException(RestError.NO_TENANT);
        }
        if (named != null && !named.isBlank()) {
            if (!keys.contains(named.strip())) {
                throw new PluginException(RestError.TENANT_UNKNOWN);
            }
            return named.strip();
        }
        if (keys.size() == 1) {
            return keys.iterator().next();
        }
        List<Membership> known = memberships.of(keys, caller.username());
        if (known.size() != 1) {
            throw new PluginException(RestError.TENANT_REQUIRED, HEADER);
        }
        return known.getFirst().tenant().key();
    }
}
