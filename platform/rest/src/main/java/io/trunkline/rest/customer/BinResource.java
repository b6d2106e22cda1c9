package io.trunkline.rest.customer;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.customer.BinnedCustomer;
import io.trunkline.core.customer.CustomerBin;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.InTenant;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The bin in which deleted customers wait.
@Path("/api/v1/bin/customers")
@Tag(name = "Customers")
@Produces(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class BinResource {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final CustomerBin bin;

    @Inject
    BinResource(CustomerBin bin) {
        this.bin = bin;
    }

    @GET
    @Operation(summary = "Customers in the bin, last deleted first, page by page")
    public Page<BinnedJson> list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        CustomerBin.Page page =
                bin.list(Parameters.text(after), Parameters.limit(limit, USUAL_LIMIT, MAX_LIMIT));
        return new Page<>(page.customers().stream().map(BinnedJson::of).toList(), page.next());
    }

    @POST
    @Path("/{id}/restore")
    @Operation(
            summary = "Brings a customer back from the bin",
            description =
                    "409 `EXTERNAL_NUMBER_TAKEN` when another customer has its number by now.")
    public RestoredJson restore(@PathParam("id") String id) {
        return RestoredJson.of(bin.restore(Parameters.pathId(id)));
    }

    /// @param deletedBy id of the member who deleted it; null for the platform
    /// @param goneAt when it is removed for good
    public record BinnedJson(
            CustomerJson customer, Instant deletedAt, @Nullable String deletedBy, Instant goneAt) {

        static BinnedJson of(BinnedCustomer binned) {
            Long by = binned.deletedBy();
            return new BinnedJson(
                    CustomerJson.of(binned.customer()),
                    binned.deletedAt(),
                    by == null ? null : by.toString(),
                    binned.goneAt());
        }
    }
}
