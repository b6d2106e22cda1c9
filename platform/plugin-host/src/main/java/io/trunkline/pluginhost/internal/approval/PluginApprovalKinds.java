package io.trunkline.pluginhost.internal.approval;

import io.trunkline.core.approval.ApprovalKinds;
import io.trunkline.core.notification.Notification;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.tenancy.ModuleSettings;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Asks the generations that serve the current tenant.
@ApplicationScoped
class PluginApprovalKinds implements ApprovalKinds {

    private final Generations generations;
    private final ModuleSettings modules;

    PluginApprovalKinds(Generations generations, ModuleSettings modules) {
        this.generations = generations;
        this.modules = modules;
    }

    @Override
    public List<Kind> all() {
        int tenant = TenantRunner.current().tenant().id();
        return modules.enabled().stream()
                .flatMap(id -> generations.find(id, tenant).stream())
                .flatMap(generation ->
                        generation.declared().approvals().stream()
                                .map(kind ->
                                        new Kind(
                                                generation.pluginId(),
                                                kind.key(),
                                                kind.approver())))
                .toList();
    }

    @Override
    public boolean serves(String source) {
        int tenant = TenantRunner.current().tenant().id();
        return source.equals(Notification.PLATFORM)
                || (modules.isEnabled(source) && generations.find(source, tenant).isPresent());
    }
}
