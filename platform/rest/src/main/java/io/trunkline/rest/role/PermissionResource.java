package io.trunkline.rest.role;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.role.KnownPermission;
import io.trunkline.tenancy.role.PermissionCatalogue;
import io.trunkline.tenancy.role.RoleTexts;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What a role can grant.
@Path("/api/v1/permissions")
@Tag(name = "Roles")
@InTenant
@Authenticated
@RunOnVirtualThread
public class PermissionResource {

    private final PermissionCatalogue catalogue;
    private final PluginGateway plugins;

    @Inject
    PermissionResource(PermissionCatalogue catalogue, PluginGateway plugins) {
        this.catalogue = catalogue;
        this.plugins = plugins;
    }

    @GET
    @Operation(
            summary = "Every permission known now; never paged",
            description = "Those of the platform and of the plugins that serve.")
    public Page<PermissionJson> list() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.ROLE_MANAGE);
        return new Page<>(
                catalogue.all().stream().map(known -> json(known, session.locale())).toList(),
                null);
    }

    private PermissionJson json(KnownPermission known, Locale locale) {
        String key = known.permission().key();
        String name =
                known.core()
                        ? RoleTexts.permission(locale, key).orElse(key)
                        : plugins.text(known.owner(), locale, "permission." + key);
        return new PermissionJson(key, known.owner(), name);
    }

    /// @param owner `platform`, or the id of the plugin that declares it
    public record PermissionJson(String key, String owner, String name) {}
}
