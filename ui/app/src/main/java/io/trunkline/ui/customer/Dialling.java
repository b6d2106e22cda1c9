package io.trunkline.ui.customer;

import com.vaadin.flow.component.UI;
import io.trunkline.core.customer.Customers;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/// Hands a number to the person's phone. The number is asked for only now, and who asked is logged
/// before it leaves the server.
@ApplicationScoped
public class Dialling {

    private final Customers customers;

    @Inject
    Dialling(Customers customers) {
        this.customers = customers;
    }

    /// @param reason for the log
    public void dial(long customerId, String reason) {
        try {
            Optional<String> number = customers.dial(customerId, reason);
            if (number.isEmpty()) {
                Toasts.done(Screens.text("customer.no-phone"));
                return;
            }
            UI.getCurrent().getPage().executeJs("location.href = 'tel:' + $0;", number.get());
            Toasts.done(Screens.text("customer.dialled", shown(customerId)));
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }

    /// The number as she may see it: the one that is dialled goes to the phone alone.
    private String shown(long customerId) {
        return customers
                .find(customerId)
                .filter(customer -> !customer.phones().isEmpty())
                .map(customer -> customer.phones().getFirst().number())
                .orElse("");
    }
}
