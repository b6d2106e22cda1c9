package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.plugincheck.Break;
import io.trunkline.plugincheck.SpiJars;
import io.trunkline.pluginhost.UpgradeCheck;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.spi.PluginException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// What another SPI would do to the plugins, before the platform is upgraded.
@Path("/api/v1/operator/plugins/check")
@Tag(name = "Operator")
@WithoutTenant("concerns the platform, not a tenant's data")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class PluginCheckResource {

    private final UpgradeCheck upgrade;

    @Inject
    PluginCheckResource(UpgradeCheck upgrade) {
        this.upgrade = upgrade;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Holds the plugins that the nodes are to run against another SPI",
            description =
                    "The form parts `file` are the jars of the SPI, and of the one for screens"
                            + " where it changes as well. Answers every plugin with what in its byte"
                            + " code would fail, whether the range it states leaves the SPI out, and"
                            + " the active tenants that have it enabled. `reason` is not null for a"
                            + " release that cannot be read. Runs nothing, changes nothing. 400"
                            + " `SPI_UNREADABLE`, `FILE_MISSING`.")
    public CheckJson check(@RestForm("file") @Nullable List<FileUpload> files) {
        if (files == null || files.isEmpty()) {
            throw new PluginException(RestError.FILE_MISSING);
        }
        return CheckJson.of(
                upgrade.check(
                        files.stream()
                                .map(file -> new SpiJars.Jar(file.fileName(), file.uploadedFile()))
                                .toList()));
    }

    /// @param spi version of the SPI in the jars
    /// @param screens whether the SPI for screens was among them; else the present one counted
    /// @param fits false when anything of any plugin would break, or one could not be read
    public record CheckJson(String spi, boolean screens, boolean fits, List<CheckedJson> plugins) {

        static CheckJson of(UpgradeCheck.Result result) {
            return new CheckJson(
                    result.spiVersion(),
                    result.withScreens(),
                    result.fits(),
                    result.plugins().stream().map(CheckedJson::of).toList());
        }
    }

    /// @param bundled whether it came with the server that answers
    /// @param rolledOut whether it takes another one's place at this moment
    /// @param requires the range of SPI versions it states; null where it cannot be read
    /// @param excluded whether that range leaves the SPI out
    /// @param breaks at most a hundred of `breakCount`
    /// @param reason why it cannot be looked at; null where it can
    /// @param tenants keys, at most fifty of `tenantCount`
    public record CheckedJson(
            String plugin,
            String version,
            boolean bundled,
            boolean rolledOut,
            @Nullable String requires,
            boolean fits,
            boolean excluded,
            List<BreakJson> breaks,
            int breakCount,
            @Nullable String reason,
            List<String> tenants,
            int tenantCount) {

        static CheckedJson of(UpgradeCheck.Checked checked) {
            return new CheckedJson(
                    checked.pluginId(),
                    checked.version(),
                    checked.bundled(),
                    checked.rolledOut(),
                    checked.requires(),
                    checked.fits(),
                    checked.excluded(),
                    checked.breaks().stream().map(BreakJson::of).toList(),
                    checked.breakCount(),
                    checked.reason(),
                    checked.tenants(),
                    checked.tenantCount());
        }
    }

    /// @param className class of the plugin that is hurt
    /// @param member class, field or method it is about
    /// @param words both in a sentence, for a developer
    public record BreakJson(String className, Break.Kind kind, String member, String words) {

        static BreakJson of(Break one) {
            return new BreakJson(one.className(), one.kind(), one.name(), one.words());
        }
    }
}
