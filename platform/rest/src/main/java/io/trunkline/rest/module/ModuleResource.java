package io.trunkline.rest.module;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.pluginhost.PluginModule;
import io.trunkline.pluginhost.PluginModules;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.ApiTexts;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.TenantRunner;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The plugins of the platform as the tenant uses them. All of it needs `tenant.settings`.
@Path("/api/v1/modules")
@Tag(name = "Plugins")
@InTenant
@Authenticated
@RunOnVirtualThread
public class ModuleResource {

    private final PluginModules modules;
    private final PluginGateway gateway;
    private final ApiTexts texts;

    @Inject
    ModuleResource(PluginModules modules, PluginGateway gateway, ApiTexts texts) {
        this.texts = texts;
        this.modules = modules;
        this.gateway = gateway;
    }

    @GET
    @Operation(
            summary = "Every plugin of the platform, with what the tenant chose; never paged",
            description =
                    "Those it uses first, in its order. `state` is OFF, ON, TRIPPED (calls are refused for a while"
                            + " since most of them failed) or AWAY (this platform cannot run it just now). `version`"
                            + " is what serves this tenant, `next` what is being rolled out and has not reached it.")
    public Page<ModuleJson> list() {
        return new Page<>(modules.all().stream().map(this::json).toList(), null);
    }

    @POST
    @Path("/{plugin}/enable")
    @Operation(
            summary = "Lets the tenant use a plugin",
            description =
                    "Within two seconds everywhere. `version` as it was read, 0 for one never chosen. 404"
                            + " `MODULE_UNKNOWN`, 409 `STALE`.")
    public ModuleJson enable(@PathParam("plugin") String plugin, @Nullable VersionBody body) {
        return json(modules.enable(plugin, version(body), true));
    }

    @POST
    @Path("/{plugin}/disable")
    @Operation(
            summary = "Ends a plugin for the tenant",
            description =
                    "Within two seconds everywhere. Its data and settings stay, and are there when it is enabled"
                            + " again; events of the time between are not told to it. 409 `STALE`.")
    public ModuleJson disable(@PathParam("plugin") String plugin, @Nullable VersionBody body) {
        return json(modules.enable(plugin, version(body), false));
    }

    @PUT
    @Path("/{plugin}/settings")
    @Operation(
            summary = "Replaces what the tenant chose for a plugin's settings",
            description =
                    "`values` by key: a number, a text, true or false; of a text also `{\"secretRef\": \"NAME\"}`,"
                            + " which the server looks up. What is left out, or null, falls back to its default. 400"
                            + " `SETTING_UNKNOWN`, `SETTING_NUMBER`, `SETTING_LENGTH`, `SETTING_INVALID`,"
                            + " `SETTING_SECRET`, each with the setting as `field` in `errors`, 404"
                            + " `MODULE_UNKNOWN`, 409 `STALE`.")
    public ModuleJson set(@PathParam("plugin") String plugin, @Nullable SettingsBody body) {
        SettingsBody wanted = require(body);
        if (wanted.values() == null) {
            throw Parameters.invalid("values", "");
        }
        return json(modules.set(plugin, required(wanted.version()), wanted.values()));
    }

    private ModuleJson json(PluginModule module) {
        return ModuleJson.of(module, gateway, texts, TenantRunner.current().locale());
    }

    private static int version(@Nullable VersionBody body) {
        return required(require(body).version());
    }

    private static int required(@Nullable Integer version) {
        if (version == null) {
            throw Parameters.invalid("version", "");
        }
        return version;
    }

    private static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return body;
    }

    /// @param version of the tenant's choice the change was made from
    public record VersionBody(@Nullable Integer version) {}

    /// @param version of the tenant's choice the change was made from
    /// @param values all that the tenant chooses; null is nothing
    public record SettingsBody(
            @Nullable Integer version,
            @JsonSetter(contentNulls = Nulls.SET) @Nullable Map<String, JsonNode> values) {}
}
