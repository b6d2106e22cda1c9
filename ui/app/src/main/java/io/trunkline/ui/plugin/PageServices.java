package io.trunkline.ui.plugin;

import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.ui.customer.CustomerSummaries;
import io.trunkline.ui.customer.Dialling;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// What the platform does for pages of plugins.
@ApplicationScoped
class PageServices {

    private final PluginGateway gateway;
    private final CustomerSummaries summaries;
    private final Dialling dialling;

    @Inject
    PageServices(PluginGateway gateway, CustomerSummaries summaries, Dialling dialling) {
        this.gateway = gateway;
        this.summaries = summaries;
        this.dialling = dialling;
    }

    PluginGateway gateway() {
        return gateway;
    }

    CustomerSummaries summaries() {
        return summaries;
    }

    Dialling dialling() {
        return dialling;
    }
}
