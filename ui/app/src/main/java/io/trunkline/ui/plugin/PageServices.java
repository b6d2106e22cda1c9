package io.trunkline.ui.plugin;

import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.tenancy.role.WhoGrants;
import io.trunkline.ui.customer.CustomerSummaries;
import io.trunkline.ui.customer.Dialling;
import io.trunkline.ui.draft.DraftKeeper;
import io.trunkline.ui.shell.PluginChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/// What the platform does for pages of plugins.
@ApplicationScoped
class PageServices {

    private final PluginGateway gateway;
    private final CustomerSummaries summaries;
    private final Dialling dialling;
    private final DraftKeeper drafts;
    private final WhoGrants grants;
    private final PluginChanges changes;
    private final PluginsConfig config;

    @Inject
    PageServices(
            PluginGateway gateway,
            CustomerSummaries summaries,
            Dialling dialling,
            DraftKeeper drafts,
            WhoGrants grants,
            PluginChanges changes,
            PluginsConfig config) {
        this.changes = changes;
        this.config = config;
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

    PluginChanges changes() {
        return changes;
    }

    /// How long a page that an earlier release built may go on.
    Duration grace() {
        return config.pageGrace();
    }

    DraftKeeper drafts() {
        return drafts;
    }

    Dialling dialling() {
        return dialling;
    }
}
