package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.pluginhost.PluginData;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.WithoutTenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What plugins keep in the database.
@Path("/api/v1/operator/plugins/{plugin}/data")
@Tag(name = "Operator")
@WithoutTenant("concerns the platform, not a tenant's data")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class PluginDataResource {

    private final PluginData data;

    @Inject
    PluginDataResource(PluginData data) {
        this.data = data;
    }

    @GET
    @Operation(
            summary = "The tables of a plugin, all tenants together",
            description = "`rows` as the database estimates them, `bytes` with indexes.")
    public Page<PluginData.Table> tables(@PathParam("plugin") String plugin) {
        return new Page<>(data.tables(plugin), null);
    }

    @GET
    @Path("/export")
    @Operation(
            summary = "A copy of what a plugin keeps, of every tenant",
            description =
                    "A zip with a zip for each tenant: JSON lines for each table, and `manifest.json` with counts and"
                            + " sums. It stands in the operators' audit. 404 `RELEASE_UNKNOWN`.")
    public RestResponse<StreamingOutput> export(@PathParam("plugin") String plugin) {
        // Whole before the first byte is sent: a copy that is cut off must not look like one.
        java.nio.file.Path file = data.export(plugin);
        StreamingOutput body =
                out -> {
                    try {
                        Files.copy(file, out);
                    } finally {
                        Files.deleteIfExists(file);
                    }
                };
        return RestResponse.ResponseBuilder.ok(body, "application/zip")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + plugin + "-data.zip\"")
                .build();
    }

    @POST
    @Path("/drop")
    @Operation(
            summary = "Ends all that a plugin keeps, of every tenant",
            description =
                    "It cannot be had back: `plugin` in the body is its id once more. The plugin has to be removed"
                            + " before, and no node may run it any more: 409 `PLUGIN_RUNS`. 404 `RELEASE_UNKNOWN`.")
    public void drop(@PathParam("plugin") String plugin, @Nullable DropBody body) {
        if (body == null || !plugin.equals(body.plugin())) {
            throw Parameters.invalid("plugin", body == null ? "" : String.valueOf(body.plugin()));
        }
        data.drop(plugin);
    }

    /// @param plugin its id once more
    public record DropBody(@Nullable String plugin) {}
}
