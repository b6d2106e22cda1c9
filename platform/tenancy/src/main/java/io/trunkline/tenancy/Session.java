package io.trunkline.tenancy;

import io.trunkline.spi.Actor;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.Tenant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/// Who asks, for which tenant, with which rights. Made by [Sessions] alone.
///
/// @param permissions keys of the granted operations
/// @param fields what the roles hide or mask
public record Session(
        Tenant tenant,
        Actor actor,
        Set<String> permissions,
        RowScope scope,
        FieldPolicy fields,
        Locale locale,
        ZoneId zone) {

    public Session {
        permissions = Set.copyOf(permissions);
    }

    /// The platform itself may everything; a member what the roles grant.
    public boolean may(Permission permission) {
        return actor.memberId() == null || permissions.contains(permission.key());
    }

    /// @throws PluginException [StandardErrorCode#FORBIDDEN] naming the permission
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new PluginException(StandardErrorCode.FORBIDDEN, permission.key());
        }
    }

    /// Whose rows alone it reaches of what has an owner: the member's id, or 0 where it is held to
    /// no owner.
    public long ownerHeldTo() {
        Long member = actor.memberId();
        return scope.kind() == RowScope.Kind.OWN && member != null ? member : 0;
    }

    /// The same person's session over the whole tenant, for moving a record out of her own reach
    /// after the right to do so was checked.
    public Session tenantWide(Set<Long> allOrgUnits) {
        return new Session(
                tenant,
                actor,
                permissions,
                new RowScope(RowScope.Kind.TENANT, allOrgUnits),
                fields,
                locale,
                zone);
    }

    /// The same reach in the name of whoever began the work that is brought to its end; what she
    /// was allowed to was asked when she began it.
    public Session inNameOf(Actor other) {
        return new Session(tenant, other, permissions, scope, fields, locale, zone);
    }

    public Session inLocale(Locale other) {
        return new Session(tenant, actor, permissions, scope, fields, other, zone);
    }
}
