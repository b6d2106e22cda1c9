package io.trunkline.ui.customer;

import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerBin;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Puts a customer into the bin without asking, and offers to take that back for some seconds.
@ApplicationScoped
public class CustomerDeletion {

    private final CustomerBin bin;

    @Inject
    CustomerDeletion(CustomerBin bin) {
        this.bin = bin;
    }

    /// @param undone called when it is back
    /// @return whether it was deleted
    boolean delete(Customer customer, Runnable undone) {
        try {
            bin.delete(customer.id(), customer.version());
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
            return false;
        }
        Toasts.done(
                Screens.text("customer.deleted", customer.name()),
                Screens.text("customer.delete.undo"),
                () -> restore(customer, undone));
        return true;
    }

    private void restore(Customer customer, Runnable undone) {
        try {
            bin.restore(customer.id());
            Toasts.done(Screens.text("customer.undeleted", customer.name()));
            undone.run();
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }
}
