package io.trunkline.rest.export;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.export.CustomerExport;
import io.trunkline.core.export.CustomerExport.Format;
import io.trunkline.core.export.CustomerExport.State;
import io.trunkline.core.export.CustomerExports;
import io.trunkline.core.export.ExportError;
import io.trunkline.rest.customer.CustomerSearch;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.ApiTexts;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Files of the customer list. Needs `customer.export`; everyone has only her own.
@Path("/api/v1/exports")
@Tag(name = "Exports")
@Produces(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class ExportResource {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final CustomerExports exports;
    private final OrgUnits orgUnits;
    private final ApiTexts texts;

    @Inject
    ExportResource(CustomerExports exports, OrgUnits orgUnits, ApiTexts texts) {
        this.exports = exports;
        this.orgUnits = orgUnits;
        this.texts = texts;
    }

    @POST
    @Operation(
            summary = "Starts making a file of the customers that match; answers 201",
            description =
                    "Parameters as for the list of customers; `after` and `limit` are not looked at."
                            + " 409 `ALREADY_RUNNING` while another one of the caller runs.")
    public RestResponse<ExportJson> start(
            @BeanParam CustomerSearch search, @QueryParam("format") @Nullable String format) {
        Locale locale = TenantRunner.current().locale();
        CustomerExport started =
                exports.start(
                        search.query(orgUnits),
                        Parameters.constant("format", format, Format.class, Format.CSV),
                        key -> texts.text(locale, "export.column." + key));
        return RestResponse.ResponseBuilder.<ExportJson>created(
                        URI.create("/api/v1/exports/" + started.id()))
                .entity(ExportJson.of(started))
                .build();
    }

    @GET
    @Operation(summary = "The caller's exports, newest first")
    public Page<ExportJson> list(@QueryParam("limit") @Nullable String limit) {
        int most = Parameters.limit(limit, USUAL_LIMIT, MAX_LIMIT);
        return new Page<>(exports.mine(most).stream().map(ExportJson::of).toList(), null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One export: its state and progress")
    public ExportJson get(@PathParam("id") String id) {
        return ExportJson.of(find(id));
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(summary = "Stops an export that runs")
    public ExportJson cancel(@PathParam("id") String id) {
        return ExportJson.of(exports.cancel(Parameters.pathId(id)));
    }

    @GET
    @Path("/{id}/file")
    @Produces(MediaType.WILDCARD)
    @Operation(
            summary = "The file",
            description = "409 `NO_FILE` while it is made and where that failed; gone after a day.")
    public Response file(@PathParam("id") String id) {
        CustomerExport export = find(id);
        if (export.state() != State.DONE) {
            throw new PluginException(ExportError.NO_FILE);
        }
        Session session = TenantRunner.current();
        // Written after this method has returned, when its session is over: opened once more.
        StreamingOutput body =
                stream ->
                        TenantRunner.<Boolean, IOException>call(
                                session,
                                () -> {
                                    exports.download(export.id(), stream);
                                    return true;
                                });
        return Response.ok(body, export.format().mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + export.fileName() + '"')
                .build();
    }

    private CustomerExport find(String id) {
        return exports.find(Parameters.pathId(id))
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    /// @param capped whether the list went on after the file's last customer
    public record ExportJson(
            String id,
            Format format,
            State state,
            long rows,
            boolean capped,
            long bytes,
            Instant createdAt,
            @Nullable Instant finishedAt,
            Instant expiresAt) {

        static ExportJson of(CustomerExport export) {
            return new ExportJson(
                    Long.toString(export.id()),
                    export.format(),
                    export.state(),
                    export.rows(),
                    export.capped(),
                    export.bytes(),
                    export.createdAt(),
                    export.finishedAt(),
                    export.expiresAt());
        }
    }
}
