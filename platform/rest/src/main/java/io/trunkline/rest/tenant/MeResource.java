package io.trunkline.rest.tenant;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Who the caller is in the tenant, and what she may do there.
@Path("/api/v1/me")
@Tag(name = "Caller")
@InTenant
@Authenticated
@RunOnVirtualThread
public class MeResource {

    @GET
    @Operation(
            summary = "The caller in the tenant",
            description = "Member, tenant, permissions, row scope and what fields are restricted.")
    public Me me() {
        Session session = TenantRunner.current();
        Map<String, String> fields = new TreeMap<>();
        session.fields().rules().forEach((field, rule) -> fields.put(field, rule.name()));
        return new Me(
                session.actor().memberId() == null ? null : "" + session.actor().memberId(),
                session.actor().name(),
                "" + session.actor().orgUnitId(),
                new TenantJson(session.tenant().key(), session.tenant().name()),
                session.permissions().stream().sorted().toList(),
                session.scope().kind(),
                fields,
                session.locale().toLanguageTag(),
                session.zone().getId());
    }

    /// @param memberId null where a machine asks
    /// @param permissions keys of the operations the roles grant
    /// @param scope how far the caller's rows reach
    /// @param fields by name: HIDDEN, MASKED or READ_ONLY; open ones are not named
    public record Me(
            @Nullable String memberId,
            String name,
            String orgUnitId,
            TenantJson tenant,
            List<String> permissions,
            RowScope.Kind scope,
            Map<String, String> fields,
            String locale,
            String zone) {}
}
