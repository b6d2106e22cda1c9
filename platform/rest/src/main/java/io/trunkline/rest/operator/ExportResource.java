package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.tenancy.tenant.TenantExport;
import io.trunkline.tenancy.tenant.TenantExports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// All of a tenant's data as files.
@Path("/api/v1/operator/tenants/{key}/exports")
@Tag(name = "Operator")
@WithoutTenant("acts on tenants from outside, as the operator of the platform")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class ExportResource {

    private final TenantExports exports;

    @Inject
    ExportResource(TenantExports exports) {
        this.exports = exports;
    }

    @POST
    @Operation(
            summary = "Export all of a tenant's data, plugins' included",
            description =
                    "In the background; answers the export that runs already, where there is one.")
    public RestResponse<ExportJson> start(@PathParam("key") String key) {
        return RestResponse.status(RestResponse.Status.ACCEPTED, ExportJson.of(exports.start(key)));
    }

    @GET
    @Operation(summary = "The exports of a tenant, newest first, fifty at most")
    public Page<ExportJson> list(@PathParam("key") String key) {
        return new Page<>(exports.list(key).stream().map(ExportJson::of).toList(), null);
    }

    @GET
    @Path("/{export}")
    @Operation(summary = "How far an export is")
    public ExportJson get(@PathParam("key") String key, @PathParam("export") String export) {
        return ExportJson.of(exports.get(key, Parameters.pathId(export)));
    }

    @GET
    @Path("/{export}/file")
    @Operation(
            summary = "The zip of a finished export",
            description =
                    "A file of JSON lines for each table, and `manifest.json` with counts, SHA-256 and what was left out.")
    public RestResponse<java.nio.file.Path> file(
            @PathParam("key") String key, @PathParam("export") String export) {
        java.nio.file.Path file = exports.file(key, Parameters.pathId(export));
        return RestResponse.ResponseBuilder.ok(file, "application/zip")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + file.getFileName() + "\"")
                .build();
    }

    /// See [TenantExport].
    public record ExportJson(
            String id,
            String tenant,
            String operator,
            TenantExport.State state,
            int tables,
            int tablesDone,
            long rows,
            long bytes,
            @Nullable String sha256,
            Instant at,
            @Nullable Instant finishedAt) {

        static ExportJson of(TenantExport export) {
            return new ExportJson(
                    Long.toString(export.id()),
                    export.tenant(),
                    export.operator(),
                    export.state(),
                    export.tables(),
                    export.tablesDone(),
                    export.rows(),
                    export.bytes(),
                    export.sha256(),
                    export.at(),
                    export.finishedAt());
        }
    }
}
