package io.trunkline.ui.spi;

import com.vaadin.flow.component.Component;
import io.trunkline.spi.Permission;
import java.util.Optional;

/// A box on a customer's page. The platform draws frame, header, loading, error and refusal; the
/// plugin gives the body, designed for a width of 280 px and a height of at most 240 px.
///
/// @param key lower case with hyphens, unique in the plugin
/// @param titleKey key of the title in the plugin's texts
/// @param icon a name of [Icons]
/// @param permission without it the panel is absent
/// @param factory called for each customer shown, on the UI thread
public record Panel(
        String key, String titleKey, String icon, Permission permission, Factory factory) {

    @FunctionalInterface
    public interface Factory {
        /// @return the body, empty when there is nothing to show of this customer
        Optional<Component> create(ViewContext context, long customerId);
    }
}
