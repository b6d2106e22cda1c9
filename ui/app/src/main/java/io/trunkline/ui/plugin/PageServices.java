package io.trunkline.ui.plugin;

import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.tenancy.role.WhoGrants;
import io.trunkline.ui.customer.CustomerSummaries;
import io.trunkline.ui.customer.Dialling;
import io.trunkline.ui.draft.DraftKeeper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// What the platform does for pages of plugins.
@ApplicationScoped
class PageServices {

    private final PluginGateway gateway;
    private final CustomerSummaries summaries;
    private final Dialling dialling;
    private final DraftKeeper drafts;
    private final WhoGrants grants;

    @Inject
    PageServices(
            PluginGateway gateway,
            CustomerSummaries summaries,
            Dialling dialling,
            DraftKeeper drafts,
            WhoGrants grants) {
        this.grants = grants;
        this.gateway = gateway;
        this.summaries = summaries;
        this.dialling = dialling;
        this.drafts = drafts;
    }

    PluginGateway gateway() {
        return gateway;
    }

    CustomerSummaries summaries() {
        return summaries;
    }

    WhoGrants grants() {
        return grants;
    }

    DraftKeeper drafts() {
        return drafts;
    }

    Dialling dialling() {
        return dialling;
    }
}
