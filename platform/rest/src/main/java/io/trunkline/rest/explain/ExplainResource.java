package io.trunkline.rest.explain;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.explain.Explanation;
import io.trunkline.core.explain.Explanations;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.InTenant;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Why someone can or cannot see a customer. Needs `role.manage` or `audit.view`.
@Path("/api/v1/explain")
@Tag(name = "Roles")
@InTenant
@Authenticated
@RunOnVirtualThread
public class ExplainResource {

    private final Explanations explanations;

    @Inject
    ExplainResource(Explanations explanations) {
        this.explanations = explanations;
    }

    @GET
    @Operation(
            summary = "Why a member can or cannot see a customer",
            description =
                    "`member`: id or username. `customer`: id, external number or whole name. The"
                            + " question is kept in the audit.")
    public Explanation explain(
            @QueryParam("member") @Nullable String member,
            @QueryParam("customer") @Nullable String customer) {
        return explanations.explain(required("member", member), required("customer", customer));
    }

    private static String required(String name, @Nullable String value) {
        String text = Parameters.text(value);
        if (text == null) {
            throw Parameters.invalid(name, "");
        }
        return text;
    }
}
