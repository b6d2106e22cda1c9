package io.trunkline.rest.audit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.audit.AuditRestores;
import io.trunkline.core.audit.AuditTrail;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.audit.AuditVerification;
import io.trunkline.tenancy.audit.Retention;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Who did what, whether it is as it was written, and taking it back.
@Path("/api/v1/audit")
@Tag(name = "Audit")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class AuditResource {

    private final AuditTrail trail;
    private final AuditVerification verification;
    private final AuditRestores restores;
    private final Retention retention;

    @Inject
    AuditResource(
            AuditTrail trail,
            AuditVerification verification,
            AuditRestores restores,
            Retention retention) {
        this.trail = trail;
        this.verification = verification;
        this.restores = restores;
        this.retention = retention;
    }

    @GET
    @Operation(
            summary = "The audit trail, newest first, page by page",
            description =
                    "Parameters that are left out do not restrict. Whoever does not see the whole"
                            + " tenant reads what was done within her reach.")
    public Page<AuditJson.Item> list(@BeanParam AuditSearch search) {
        AuditTrail.Page page = trail.list(search.query());
        return new Page<>(page.items().stream().map(AuditJson.Item::of).toList(), page.next());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One entry with what changed, as the caller may see it")
    public AuditJson.Detail get(@PathParam("id") String id) {
        return trail.find(Parameters.pathId(id))
                .map(AuditJson.Detail::of)
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    @POST
    @Path("/{id}/restore")
    @Operation(
            summary = "Takes back what an entry tells of",
            description =
                    "Brings back a customer, role or org unit that was deleted or closed, or gives"
                            + " one that was changed, or a member, what it was before the entry."
                            + " `version` is its present one, as the entry tells it. Needs what an"
                            + " edit of it needs and is refused as one is: a name that is taken, a"
                            + " cycle, the last administrator, 409 `MEMBER_HAS_WORK` unless"
                            + " `workMayStay`. 409 `NOT_RESTORABLE` where there is nothing to take"
                            + " back, `STALE` when it was changed since.")
    public AuditJson.RestoredObject restore(
            @PathParam("id") String id, @Nullable RestoreBody body) {
        long entry = Parameters.pathId(id);
        Integer version = body == null ? null : body.version();
        boolean workMayStay = body != null && Boolean.TRUE.equals(body.workMayStay());
        return AuditJson.RestoredObject.of(
                restores.restore(entry, version == null ? 0 : version, workMayStay));
    }

    @GET
    @Path("/verification")
    @Operation(
            summary = "Recomputes the chain over all entries and names what does not fit",
            description =
                    "`position` and `digest` name an end of the chain that was kept elsewhere, for"
                            + " example from an earlier answer: then it is also told whether the chain"
                            + " still leads through it: `KEPT_REMOVED` where it lies before what is"
                            + " left, so that nothing can be told of it. `BEGINNING_CUT_OFF` where"
                            + " no sealed `audit.expire` entry tells of what is gone. Takes as long"
                            + " as reading all entries.")
    public AuditJson.Verified verify(
            @QueryParam("position") @Nullable String position,
            @QueryParam("digest") @Nullable String digest) {
        Long kept = Parameters.id("position", position);
        if (kept == null || digest == null) {
            if (kept != null || digest != null) {
                throw Parameters.invalid(kept == null ? "position" : "digest", "");
            }
            return AuditJson.Verified.of(verification.verify(null));
        }
        return AuditJson.Verified.of(
                verification.verify(new AuditVerification.Kept(kept, digest.strip())));
    }

    @GET
    @Path("/retention")
    @Operation(summary = "How long entries and deleted records are kept")
    public Retention.Times retention() {
        return retention.times();
    }

    @PUT
    @Path("/retention")
    @Operation(
            summary = "Changes how long entries and deleted records are kept",
            description = "`auditMonths` 6 to 120, `binDays` 1 to 365; 409 `STALE` as elsewhere.")
    public Retention.Times change(@Nullable RetentionBody body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return retention.change(
                new Retention.Times(
                        required("auditMonths", body.auditMonths()),
                        required("binDays", body.binDays()),
                        required("version", body.version())));
    }

    private static int required(String name, @Nullable Integer value) {
        if (value == null) {
            throw Parameters.invalid(name, "");
        }
        return value;
    }

    /// @param version of what is restored, as the caller saw it; does not count for what is gone
    /// @param workMayStay whether a member may leave work behind
    public record RestoreBody(@Nullable Integer version, @Nullable Boolean workMayStay) {}

    public record RetentionBody(
            @Nullable Integer auditMonths, @Nullable Integer binDays, @Nullable Integer version) {}
}
