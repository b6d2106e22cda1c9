package io.trunkline.rest.customer;

import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of the customer list.
public class CustomerSearch {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    @Parameter(description = "A whole phone number in any notation")
    @QueryParam("phone")
    @Nullable String phone;

    @Parameter(description = "Beginning of the name, a phone number or the external number")
    @QueryParam("q")
    @Nullable String q;

    @Parameter(description = "Id or name of a unit: it and what is below it")
    @QueryParam("district")
    @Nullable String district;

    @Parameter(description = "Id of the responsible member, or `me`")
    @QueryParam("owner")
    @Nullable String owner;

    @Parameter(description = "First day the agreement may end")
    @QueryParam("agreementEndFrom")
    @Nullable String agreementEndFrom;

    @Parameter(description = "Last day the agreement may end")
    @QueryParam("agreementEndTo")
    @Nullable String agreementEndTo;

    @Parameter(description = "Touched by this import")
    @QueryParam("import")
    @Nullable String importId;

    @Parameter(description = "`created` (newest first), `name` or `agreementEnd` (soonest first)")
    @QueryParam("sort")
    @Nullable String sort;

    @Parameter(description = "`next` of the page before")
    @QueryParam("after")
    @Nullable String after;

    @Parameter(description = "1 to 200, usually 50")
    @QueryParam("limit")
    @Nullable String limit;

    public CustomerQuery query(OrgUnits orgUnits) {
        LocalDate from = Parameters.date("agreementEndFrom", agreementEndFrom);
        LocalDate to = Parameters.date("agreementEndTo", agreementEndTo);
        if (from != null && to != null && to.isBefore(from)) {
            throw Parameters.invalid("agreementEndTo", to.toString());
        }
        CustomerFilter filter =
                new CustomerFilter(
                        Parameters.text(q),
                        unit(orgUnits),
                        owner(),
                        from,
                        to,
                        Parameters.id("import", importId));
        return new CustomerQuery(
                filter,
                Parameters.text(phone),
                Parameters.constant(
                        "sort", sort, CustomerQuery.Sort.class, CustomerQuery.Sort.CREATED),
                Parameters.text(after),
                Parameters.limit(limit, USUAL_LIMIT, MAX_LIMIT));
    }

    private @Nullable Long unit(OrgUnits orgUnits) {
        String text = Parameters.text(district);
        if (text == null) {
            return null;
        }
        boolean id = text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return (id ? orgUnits.find(Parameters.pathId(text)) : orgUnits.districtNamed(text))
                .map(OrgUnit::id)
                .orElseThrow(() -> Parameters.invalid("district", text));
    }

    private @Nullable Long owner() {
        if ("me".equals(owner)) {
            return TenantRunner.current().actor().requireMember();
        }
        return Parameters.id("owner", owner);
    }
}
