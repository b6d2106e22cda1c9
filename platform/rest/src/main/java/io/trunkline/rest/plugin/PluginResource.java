package io.trunkline.rest.plugin;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.rest.problem.CallerLanguage;
import io.trunkline.rest.tenant.InTenant;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The routes of the plugins the tenant has enabled.
@Path("/api/v1/plugins/{plugin}/{path:.*}")
@Tag(name = "Plugins", description = "What a plugin serves is described by the plugin itself.")
@InTenant
@Authenticated
@RunOnVirtualThread
public class PluginResource {

    private static final byte[] NO_BODY = {};

    private final PluginGateway plugins;
    private final CallerLanguage language;
    private final UriInfo uri;

    @Inject
    PluginResource(PluginGateway plugins, CallerLanguage language, UriInfo uri) {
        this.uri = uri;
        this.plugins = plugins;
        this.language = language;
    }

    @GET
    @Operation(summary = "Reads from a plugin")
    public Response get(@PathParam("plugin") String plugin, @PathParam("path") String path) {
        return route(plugin, "GET", path, NO_BODY);
    }

    @POST
    @Operation(summary = "Asks a plugin to do something")
    public Response post(
            @PathParam("plugin") String plugin,
            @PathParam("path") String path,
            byte @Nullable [] body) {
        return route(plugin, "POST", path, body);
    }

    @PUT
    @Operation(summary = "Replaces something of a plugin's")
    public Response put(
            @PathParam("plugin") String plugin,
            @PathParam("path") String path,
            byte @Nullable [] body) {
        return route(plugin, "PUT", path, body);
    }

    @PATCH
    @Operation(summary = "Changes something of a plugin's")
    public Response patch(
            @PathParam("plugin") String plugin,
            @PathParam("path") String path,
            byte @Nullable [] body) {
        return route(plugin, "PATCH", path, body);
    }

    @DELETE
    @Operation(summary = "Removes something of a plugin's")
    public Response delete(@PathParam("plugin") String plugin, @PathParam("path") String path) {
        return route(plugin, "DELETE", path, NO_BODY);
    }

    private Response route(String plugin, String method, String path, byte @Nullable [] body) {
        language.plugin(plugin);
        Map<String, String> query = new HashMap<>();
        uri.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return plugins.route(plugin, method, "/" + path, query, body == null ? NO_BODY : body)
                .map(json -> Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build())
                .orElseGet(() -> Response.noContent().build());
    }
}
