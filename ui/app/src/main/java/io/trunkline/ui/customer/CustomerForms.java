package io.trunkline.ui.customer;

import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.customer.Duplicates;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.ui.draft.DraftKeeper;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Consumer;

/// Opens the form for a new customer or a present one.
@ApplicationScoped
public class CustomerForms {

    private final Customers customers;
    private final Duplicates duplicates;
    private final OrgUnits orgUnits;
    private final Members members;
    private final DraftKeeper drafts;

    @Inject
    CustomerForms(
            Customers customers,
            Duplicates duplicates,
            OrgUnits orgUnits,
            Members members,
            DraftKeeper drafts) {
        this.customers = customers;
        this.duplicates = duplicates;
        this.orgUnits = orgUnits;
        this.members = members;
        this.drafts = drafts;
    }

    void create(Consumer<Customer> saved) {
        new CustomerDialog(customers, duplicates, fields(), drafts, null, saved).open();
    }

    void edit(long customerId, Consumer<Customer> saved) {
        customers
                .find(customerId)
                .ifPresentOrElse(
                        customer ->
                                new CustomerDialog(
                                                customers,
                                                duplicates,
                                                fields(),
                                                drafts,
                                                customer,
                                                saved)
                                        .open(),
                        () -> Toasts.done(Screens.text("customer.missing")));
    }

    private CustomerFields fields() {
        return new CustomerFields(orgUnits, members, customers.customFields());
    }
}
