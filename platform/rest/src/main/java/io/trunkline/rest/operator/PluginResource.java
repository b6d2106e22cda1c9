package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.pluginhost.NodeReport;
import io.trunkline.pluginhost.PluginCatalogue;
import io.trunkline.pluginhost.PluginRelease;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.RecentCalls;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.spi.PluginException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// Releases of plugins, and what the nodes run of them.
@Path("/api/v1/operator/plugins")
@Tag(name = "Operator")
@WithoutTenant("concerns the platform, not a tenant's data")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class PluginResource {

    private final PluginCatalogue catalogue;

    @Inject
    PluginResource(PluginCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @Operation(
            summary = "The plugins: releases, what is wanted, what each node runs",
            description =
                    "By id. `wanted.kind` is BUNDLED for what came with the server, RELEASE for one"
                            + " of `releases`, NONE for a plugin that is removed. A node whose"
                            + " `reason` is not null does not run what is wanted, and goes on with"
                            + " `version`. `recent` are the calls of the last five minutes, on all"
                            + " nodes that live.")
    public Page<PluginJson> plugins() {
        return new Page<>(catalogue.all().stream().map(PluginJson::of).toList(), null);
    }

    @POST
    @Path("/releases")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Installs a signed release; nobody is served by it yet",
            description =
                    "The form part `file` is the zip. 400 `RELEASE_UNSIGNED`, `RELEASE_ALTERED`,"
                            + " `RELEASE_UNFIT`, `RELEASE_UNREADABLE`, 403 `PUBLISHER_UNKNOWN`, 409"
                            + " `RELEASE_TAKEN` when another release of that version is there; the"
                            + " same one again is answered like the first time.")
    public RestResponse<ReleaseJson> install(@RestForm("file") @Nullable FileUpload file) {
        if (file == null) {
            throw new PluginException(RestError.FILE_MISSING);
        }
        return RestResponse.status(
                RestResponse.Status.CREATED,
                ReleaseJson.of(catalogue.install(file.uploadedFile())));
    }

    @PUT
    @Path("/{plugin}")
    @Operation(
            summary = "Lets the nodes run a release, or what came with them",
            description =
                    "`version` of a release; null for what came with the server. The nodes follow"
                            + " within seconds, one that cannot goes on with what it runs and says"
                            + " why. 404 `RELEASE_UNKNOWN`, 409 `RELEASE_TOO_OLD` where the plugin's"
                            + " tables no longer let it run, `RELEASE_TOO_NEW` where what runs now"
                            + " could not run on its tables.")
    public void use(@PathParam("plugin") String plugin, @Nullable UseBody body) {
        String version = body == null ? null : Parameters.text(body.version());
        if (version == null) {
            catalogue.useBundled(plugin);
        } else {
            catalogue.use(plugin, version);
        }
    }

    @POST
    @Path("/{plugin}/roll-back")
    @Operation(
            summary = "Takes the last change of what is wanted back",
            description =
                    "404 `RELEASE_UNKNOWN`, 409 `NOTHING_BEFORE` where there was none,"
                            + " `RELEASE_TOO_OLD` where the plugin's tables no longer let it run.")
    public void rollBack(@PathParam("plugin") String plugin) {
        catalogue.rollBack(plugin);
    }

    @DELETE
    @Path("/{plugin}")
    @Operation(
            summary = "Ends a plugin on every node",
            description =
                    "What it keeps in the database stays, and is there when it is used again.")
    public void remove(@PathParam("plugin") String plugin) {
        catalogue.remove(plugin);
    }

    /// @param version null for what came with the server
    public record UseBody(@Nullable String version) {}

    /// @param bundled version that came with the server that answers; null for none
    public record PluginJson(
            String id,
            WantedJson wanted,
            @Nullable String bundled,
            List<ReleaseJson> releases,
            List<NodeJson> nodes,
            List<RecentJson> recent) {

        static PluginJson of(PluginCatalogue.Entry entry) {
            return new PluginJson(
                    entry.pluginId(),
                    new WantedJson(entry.kind(), entry.version()),
                    entry.bundled(),
                    entry.releases().stream().map(ReleaseJson::of).toList(),
                    entry.nodes().stream().map(NodeJson::of).toList(),
                    entry.recent().stream().map(RecentJson::of).toList());
        }
    }

    /// The calls of the last five minutes into one version.
    ///
    /// @param failures those that were the plugin's fault
    /// @param slowMillis what 95 of 100 took at most; 0 without calls
    public record RecentJson(String version, long calls, long failures, long slowMillis) {

        static RecentJson of(RecentCalls recent) {
            PluginRollout.Calls calls = recent.calls();
            return new RecentJson(
                    recent.version(), calls.calls(), calls.failures(), calls.slowMillis());
        }
    }

    /// @param version null unless the kind is RELEASE
    public record WantedJson(String kind, @Nullable String version) {}

    /// @param requires the range of SPI versions it runs on
    /// @param certificate SHA-256 of the certificate that signed it
    /// @param changelog Markdown
    /// @param rollbackTo the earliest version that can run on its tables; null for any
    public record ReleaseJson(
            String plugin,
            String version,
            String publisher,
            String certificate,
            String sha256,
            String requires,
            String changelog,
            List<String> permissions,
            List<String> tables,
            @Nullable String rollbackTo,
            long bytes,
            Instant installedAt,
            String installedBy) {

        static ReleaseJson of(PluginRelease release) {
            return new ReleaseJson(
                    release.pluginId(),
                    release.version(),
                    release.publisher(),
                    release.certificate(),
                    release.sha256(),
                    release.requires(),
                    release.changelog(),
                    release.permissions(),
                    release.tables(),
                    release.rollbackTo(),
                    release.bytes(),
                    release.installedAt(),
                    release.installedBy());
        }
    }

    /// @param version null where it runs none of it
    /// @param rolloutReason why it cannot build what is rolled out besides
    /// @param stuck its calls that ignore their interruption and keep their threads
    /// @param halted whether there are so many of them that the node calls it no more
    public record NodeJson(
            String node,
            @Nullable String version,
            @Nullable String reason,
            @Nullable String rolloutReason,
            int stuck,
            boolean halted,
            Instant seenAt) {

        static NodeJson of(NodeReport report) {
            return new NodeJson(
                    report.node(),
                    report.version(),
                    report.reason(),
                    report.rolloutReason(),
                    report.stuck(),
                    report.halted(),
                    report.seenAt());
        }
    }
}
