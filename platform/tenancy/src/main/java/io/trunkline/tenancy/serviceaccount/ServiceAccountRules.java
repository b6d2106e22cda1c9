package io.trunkline.tenancy.serviceaccount;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.role.PermissionCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.regex.Pattern;

/// What a machine client may be: never more than who makes it could reach herself.
@ApplicationScoped
public class ServiceAccountRules {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{1,29}");
    private static final int LONGEST_NAME = 100;

    private final PermissionCatalogue catalogue;
    private final Clock clock = Clock.systemUTC();

    @Inject
    public ServiceAccountRules(PermissionCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @return the unit it belongs to
    /// @throws PluginException one of [ServiceAccountError]
    long check(ServiceAccountDraft draft) {
        Session session = TenantRunner.current();
        if (!KEY.matcher(draft.key()).matches()) {
            throw new PluginException(ServiceAccountError.KEY_INVALID);
        }
        if (draft.name().isBlank() || draft.name().length() > LONGEST_NAME) {
            throw new PluginException(ServiceAccountError.NAME_INVALID);
        }
        if (draft.expiresAt() != null && !draft.expiresAt().isAfter(clock.instant())) {
            throw new PluginException(ServiceAccountError.EXPIRY_PAST);
        }
        if (draft.permissions().isEmpty()) {
            throw new PluginException(ServiceAccountError.NO_PERMISSION);
        }
        draft.permissions().forEach(key -> check(session, key));
        long unit = draft.orgUnitId() == null ? session.actor().orgUnitId() : draft.orgUnitId();
        requireReach(session, unit, draft.scope());
        return unit;
    }

    /// Whoever is told its secret can do what it can, as if she had made it herself.
    ///
    /// @throws PluginException [ServiceAccountError#BEYOND_OWN_RIGHTS], `BEYOND_OWN_REACH`,
    ///   `BEYOND_OWN_VIEW`
    void requireWithin(ServiceAccount account, FieldPolicy fields) {
        Session session = TenantRunner.current();
        account.permissions().forEach(key -> requireHeld(session, key));
        requireReach(account);
        session.fields()
                .rules()
                .forEach((field, rule) -> {
                    if (fields.of(field).compareTo(rule) < 0) {
                        throw new PluginException(ServiceAccountError.BEYOND_OWN_VIEW, field);
                    }
                });
    }

    /// @throws PluginException [ServiceAccountError#BEYOND_OWN_REACH]
    void requireReach(ServiceAccount account) {
        requireReach(TenantRunner.current(), account.orgUnitId(), account.scope());
    }

    private static void requireReach(Session session, long unit, RowScope.Kind scope) {
        if (!session.scope().covers(unit) || scope.compareTo(session.scope().kind()) > 0) {
            throw new PluginException(ServiceAccountError.BEYOND_OWN_REACH);
        }
    }

    private void check(Session session, String key) {
        if (catalogue.find(key).isEmpty()) {
            throw new PluginException(ServiceAccountError.PERMISSION_UNKNOWN, key);
        }
        requireHeld(session, key);
    }

    /// Who manages roles could give herself any right first.
    private static void requireHeld(Session session, String key) {
        if (!session.may(new Permission(key)) && !session.may(CorePermissions.ROLE_MANAGE)) {
            throw new PluginException(ServiceAccountError.BEYOND_OWN_RIGHTS, key);
        }
    }
}
