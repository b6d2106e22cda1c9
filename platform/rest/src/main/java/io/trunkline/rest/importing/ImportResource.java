package io.trunkline.rest.importing;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.importing.ImportField;
import io.trunkline.core.importing.ImportFinding;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.Imports;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.ApiTexts;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// Customers from files. Needs `customer.import`; an import always covers the whole tenant.
@Path("/api/v1/imports")
@Tag(name = "Imports")
@Produces(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class ImportResource {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int USUAL_FINDINGS = 100;
    private static final int MAX_FINDINGS = 900;

    private final Imports imports;
    private final FindingPages findings;
    private final ApiTexts texts;
    private final HttpHeaders headers;

    @Inject
    ImportResource(Imports imports, ApiTexts texts, HttpHeaders headers) {
        this.headers = headers;
        this.imports = imports;
        this.texts = texts;
        this.findings = new FindingPages(imports);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary =
                    "Takes in a CSV file (form part `file`, at most 100 MB) and starts its dry run",
            description =
                    "A file that cannot be imported as a whole becomes an import in the state"
                            + " REFUSED that says why.")
    public RestResponse<ImportJson> upload(@RestForm("file") @Nullable FileUpload file)
            throws IOException {
        if (file == null || file.fileName() == null || file.fileName().isBlank()) {
            throw new PluginException(RestError.FILE_MISSING);
        }
        try (InputStream content = Files.newInputStream(file.uploadedFile())) {
            ImportJob job = imports.upload(file.fileName(), content);
            return RestResponse.ResponseBuilder.<ImportJson>created(
                            URI.create("/api/v1/imports/" + job.id()))
                    .entity(ImportJson.of(job))
                    .build();
        }
    }

    @GET
    @Operation(summary = "Imports, newest first")
    public Page<ImportJson> list(@QueryParam("limit") @Nullable String limit) {
        return new Page<>(
                imports.history(Parameters.limit(limit, USUAL_LIMIT, MAX_LIMIT)).stream()
                        .map(ImportJson::of)
                        .toList(),
                null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One import: its state, columns, progress and counts")
    public ImportJson get(@PathParam("id") String id) {
        return ImportJson.of(find(id));
    }

    @PUT
    @Path("/{id}/mapping")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Corrects what columns mean and runs the dry run again",
            description = "`fields` maps a column's index to its field; others stay as they are.")
    public ImportJson remap(@PathParam("id") String id, @Nullable MappingBody body) {
        Map<Integer, ImportField> fields = body == null ? null : body.fields();
        if (fields == null) {
            throw Parameters.invalid("fields", "");
        }
        return ImportJson.of(imports.remap(find(id).id(), fields));
    }

    @POST
    @Path("/{id}/start")
    @Operation(summary = "Starts an import that is READY, or goes on with an INTERRUPTED one")
    public ImportJson start(@PathParam("id") String id) {
        return ImportJson.of(imports.start(find(id).id()));
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(summary = "Stops an import; what is done stays")
    public ImportJson cancel(@PathParam("id") String id) {
        return ImportJson.of(imports.cancel(find(id).id()));
    }

    @GET
    @Path("/{id}/errors")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Operation(
            summary = "What is wrong in which row: pages of JSON, or the whole report as CSV",
            description =
                    "CSV by `Accept: text/csv` or `?format=csv`. A page ends with a whole row, so it"
                            + " may hold a few more than `limit`.")
    public Response findings(
            @PathParam("id") String id,
            @QueryParam("format") @Nullable String format,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        ImportJob job = find(id);
        if (wantsCsv(format)) {
            return report(job);
        }
        Long afterRow = Parameters.id("after", after);
        FindingPages.FindingPage page =
                findings.page(
                        job.id(),
                        afterRow == null ? 0 : afterRow,
                        Parameters.limit(limit, USUAL_FINDINGS, MAX_FINDINGS));
        String next = page.next() == null ? null : page.next().toString();
        Page<ImportFinding> body = new Page<>(page.findings(), next);
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private Response report(ImportJob job) {
        Session session = TenantRunner.current();
        FindingReport report = new FindingReport(findings, texts, session.locale());
        // Written after this method has returned, when its session is over: opened once more.
        StreamingOutput body =
                stream ->
                        TenantRunner.<Boolean, IOException>call(
                                session,
                                () -> {
                                    report.write(job.id(), stream);
                                    return true;
                                });
        return Response.ok(body, "text/csv;charset=UTF-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"import-" + job.id() + "-report.csv\"")
                .build();
    }

    private boolean wantsCsv(@Nullable String format) {
        if (format != null) {
            return switch (format) {
                case "csv" -> true;
                case "json" -> false;
                default -> throw Parameters.invalid("format", format);
            };
        }
        MediaType first = headers.getAcceptableMediaTypes().getFirst();
        return first.getType().equals("text") && first.getSubtype().equals("csv");
    }

    private ImportJob find(String id) {
        Optional<ImportJob> job = imports.find(Parameters.pathId(id));
        return job.orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    /// @param fields field by column index
    public record MappingBody(@Nullable Map<Integer, ImportField> fields) {}
}
