package io.trunkline.rest.customer;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.Duplicate;
import io.trunkline.core.customer.Duplicates;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.InTenant;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Whether a customer is there already.
@Path("/api/v1/customers/duplicates")
@Tag(name = "Customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class DuplicateResource {

    private final Duplicates duplicates;

    @Inject
    DuplicateResource(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    @POST
    @Operation(
            summary = "Customers that have one of these phones or this identity number",
            description =
                    "Over the whole tenant: one out of the caller's reach is told of without saying"
                            + " which. Values of fields that are masked for the caller count as"
                            + " searches, of which there are only so many: 429 `SEARCH_LIMIT`.")
    public Page<DuplicateJson> find(@Nullable DuplicateBody body) {
        DuplicateBody asked = CustomerResource.require(body);
        List<Duplicate> found =
                duplicates.find(
                        asked.phones() == null ? List.of() : asked.phones(),
                        Parameters.text(asked.idNumber()),
                        Parameters.id("except", asked.except()));
        return new Page<>(found.stream().map(DuplicateJson::of).toList(), null);
    }

    /// @param phones in any notation, at most 10
    /// @param except id of the customer that is being edited
    public record DuplicateBody(
            @Nullable List<String> phones, @Nullable String idNumber, @Nullable String except) {}

    /// @param field `phone` or `idNumber`
    /// @param customerId null, like name and number, where the customer is out of reach
    public record DuplicateJson(
            String field,
            boolean withinReach,
            @Nullable String customerId,
            @Nullable String name,
            @Nullable String externalNumber) {

        static DuplicateJson of(Duplicate duplicate) {
            Customer customer = duplicate.customer();
            String field = duplicate.field().key();
            return customer == null
                    ? new DuplicateJson(field, false, null, null, null)
                    : new DuplicateJson(
                            field,
                            true,
                            Long.toString(customer.id()),
                            customer.name(),
                            customer.externalNumber());
        }
    }
}
