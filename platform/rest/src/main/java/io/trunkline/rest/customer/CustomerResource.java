package io.trunkline.rest.customer;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerBin;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.core.customer.CustomerPage;
import io.trunkline.core.customer.Customers;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The tenant's customers, within the caller's rows and fields.
@Path("/api/v1/customers")
@Tag(name = "Customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class CustomerResource {

    private final Customers customers;
    private final OrgUnits orgUnits;
    private final CustomerBin bin;

    @Inject
    CustomerResource(Customers customers, OrgUnits orgUnits, CustomerBin bin) {
        this.bin = bin;
        this.customers = customers;
        this.orgUnits = orgUnits;
    }

    @GET
    @Operation(
            summary = "Finds customers, page by page",
            description = "Parameters that are left out do not restrict.")
    public Page<CustomerJson> list(@BeanParam CustomerSearch search) {
        CustomerPage page = customers.list(search.query(orgUnits));
        return new Page<>(page.customers().stream().map(CustomerJson::of).toList(), page.next());
    }

    @POST
    @Operation(summary = "Creates a customer; answers 201 with its address")
    public RestResponse<CustomerJson> create(@Nullable CustomerBody body) {
        Customer customer = customers.create(require(body).draft());
        return RestResponse.ResponseBuilder.<CustomerJson>created(
                        URI.create("/api/v1/customers/" + customer.id()))
                .entity(CustomerJson.of(customer))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One customer")
    public CustomerJson get(@PathParam("id") String id) {
        return customers
                .find(Parameters.pathId(id))
                .map(CustomerJson::of)
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Replaces a customer's data",
            description =
                    "`version` names the version the change was made from; 409 `STALE` when"
                            + " someone changed it since.")
    public CustomerJson update(@PathParam("id") String id, @Nullable CustomerBody body) {
        CustomerBody change = require(body);
        return CustomerJson.of(
                customers.update(Parameters.pathId(id), change.requireVersion(), change.draft()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Puts a customer into the bin",
            description =
                    "`version` names the version the caller saw; 409 `STALE` when someone changed"
                            + " it since.")
    public void delete(
            @PathParam("id") String id, @QueryParam("version") @Nullable String version) {
        long customer = Parameters.pathId(id);
        Long seen = Parameters.id("version", version);
        if (seen == null) {
            throw Parameters.invalid("version", "");
        }
        bin.delete(customer, Math.toIntExact(Math.clamp(seen, 0, Integer.MAX_VALUE)));
    }

    @POST
    @Path("/{id}/dial")
    @Operation(
            summary = "Reveals the number to dial, in full",
            description = "Who asked, when and why is logged before the number is returned.")
    public Dialled dial(@PathParam("id") String id, @Nullable DialBody body) {
        String reason = Parameters.text(require(body).reason());
        if (reason == null) {
            throw Parameters.invalid("reason", "");
        }
        return customers
                .dial(Parameters.pathId(id), reason)
                .map(Dialled::new)
                .orElseThrow(() -> new PluginException(RestError.NO_PHONE));
    }

    @POST
    @Path("/{id}/unmask")
    @Operation(
            summary = "A customer with the named masked fields in full",
            description =
                    "Who asked, for which fields and why is logged before they are returned. A"
                            + " hidden field stays hidden: 403 `FIELD_HIDDEN`.")
    public CustomerJson unmask(@PathParam("id") String id, @Nullable UnmaskBody body) {
        UnmaskBody asked = require(body);
        Set<CustomerField> fields = EnumSet.noneOf(CustomerField.class);
        for (String key : asked.fields() == null ? List.<String>of() : asked.fields()) {
            fields.add(CustomerField.of(key).orElseThrow(() -> Parameters.invalid("fields", key)));
        }
        String reason = asked.reason() == null ? "" : asked.reason();
        return CustomerJson.of(customers.unmask(Parameters.pathId(id), fields, reason));
    }

    static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return body;
    }

    /// @param reason for the log
    public record DialBody(@Nullable String reason) {}

    /// @param fields at least one of `phone`, `idNumber`, `address`, `name`…
    /// @param reason for the log, 3 to 200 characters
    public record UnmaskBody(@Nullable List<String> fields, @Nullable String reason) {}

    /// @param number E.164
    public record Dialled(String number) {}
}
