package io.trunkline.ui.customer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.interaction.Interaction;
import io.trunkline.core.interaction.Interactions;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/// A customer's page in short, for pages that show a customer beside their own work: header with
/// facts, and the timeline.
@ApplicationScoped
public class CustomerSummaries {

    private final Customers customers;
    private final CustomerNames names;
    private final Interactions interactions;
    private final PluginGateway gateway;

    @Inject
    CustomerSummaries(
            Customers customers,
            CustomerNames names,
            Interactions interactions,
            PluginGateway gateway) {
        this.customers = customers;
        this.names = names;
        this.interactions = interactions;
        this.gateway = gateway;
    }

    /// Draws no frame of its own.
    public Component of(long customerId) {
        Div summary = new Div();
        summary.addClassName("tl-summary");
        fill(summary, customerId);
        return summary;
    }

    private void fill(Div summary, long customerId) {
        summary.removeAll();
        try {
            Optional<CustomerRow> row = names.row(customers.find(customerId));
            if (row.isEmpty()) {
                summary.add(
                        States.refused(
                                Screens.text("customer.missing"),
                                Screens.text("customer.missing.why")));
                return;
            }
            Timeline timeline = new Timeline(interactions, gateway, customerId);
            Interaction last = timeline.load();
            Div scroll = new Div(timeline);
            scroll.addClassName("tl-scroll");
            summary.add(new CustomerHeader(row.get(), last), scroll);
        } catch (RuntimeException failed) {
            summary.add(
                    States.error(
                            Screens.text("customer.failed"),
                            Failure.of(failed),
                            () -> fill(summary, customerId)));
        }
    }
}
