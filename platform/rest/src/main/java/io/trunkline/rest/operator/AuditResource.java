package io.trunkline.rest.operator;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.tenancy.operator.OperatorAudit;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What operators did.
@Path("/api/v1/operator/audit")
@Tag(name = "Operator")
@WithoutTenant("the platform's own trail, apart from those of tenants")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class AuditResource {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final OperatorAudit audit;

    @Inject
    AuditResource(OperatorAudit audit) {
        this.audit = audit;
    }

    @GET
    @Operation(summary = "What operators did, newest first")
    public Page<EntryJson> list(
            @QueryParam("tenant") @Nullable String tenant,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        int size = Parameters.limit(limit, USUAL, MOST);
        List<OperatorAudit.Entry> entries =
                audit.list(Parameters.text(tenant), Parameters.id("after", after), size + 1);
        return new Page<>(
                entries.stream().limit(size).map(EntryJson::of).toList(),
                entries.size() > size ? Long.toString(entries.get(size - 1).id()) : null);
    }

    /// @param tenant key of the tenant it was done to; null for the platform as a whole
    /// @param before and `after`: facts, null where there are none
    public record EntryJson(
            String id,
            Instant at,
            String operator,
            String action,
            @Nullable String tenant,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after) {

        static EntryJson of(OperatorAudit.Entry entry) {
            return new EntryJson(
                    Long.toString(entry.id()),
                    entry.at(),
                    entry.operator(),
                    entry.action(),
                    entry.tenant(),
                    entry.before(),
                    entry.after());
        }
    }
}
