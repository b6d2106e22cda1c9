package io.trunkline.ui.customer;

import com.vaadin.flow.component.Component;
import java.util.List;

/// What others add to a customer's page: asked for here, given by the plugin screens.
public interface CustomerPanels {

    /// Framed and in their order; a panel that has nothing to show is left out.
    List<Component> of(long customerId);
}
