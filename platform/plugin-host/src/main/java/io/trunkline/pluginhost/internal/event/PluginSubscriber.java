package io.trunkline.pluginhost.internal.event;

import io.trunkline.core.event.EventSubscriber;
import io.trunkline.pluginhost.internal.call.HostSession;
import io.trunkline.pluginhost.internal.call.TimeLimit;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.spi.ApprovalDecided;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.spi.Subscription;
import io.trunkline.tenancy.ModuleSettings;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;

/// One generation's ear: open for the tenants that have the plugin enabled and are served by it.
record PluginSubscriber(
        Generation generation, Generations generations, ModuleSettings modules, TimeLimit limit)
        implements EventSubscriber {

    @Override
    public String id() {
        return generation.pluginId();
    }

    @Override
    public boolean wants(Class<? extends Event> type) {
        int tenant = TenantRunner.current().tenant().id();
        return generation.declared().subscriptions().stream()
                        .anyMatch(subscription -> subscription.type() == type)
                && modules.isEnabled(id())
                && generations
                        .find(id(), tenant)
                        .filter(serving -> serving == generation)
                        .isPresent();
    }

    @Override
    public void deliver(Delivery<?> delivery) {
        if (delivery.event() instanceof ApprovalDecided decided && !decided.plugin().equals(id())) {
            return;
        }
        if (!generation.enter()) {
            throw new IllegalStateException(generation + " is ending: deliver again");
        }
        String tenant = TenantRunner.current().tenant().key();
        long began = System.nanoTime();
        try {
            for (Subscription<?> subscription : generation.declared().subscriptions()) {
                if (subscription.type() == delivery.event().getClass()) {
                    tell(subscription, delivery);
                }
            }
            generation.meter().served(tenant, System.nanoTime() - began);
        } catch (RuntimeException | Error e) {
            generation.meter().ended(tenant, System.nanoTime() - began, e);
            throw e;
        } finally {
            generation.leave();
        }
    }

    @SuppressWarnings("unchecked") // The types were compared above.
    private <E extends Event> void tell(Subscription<E> subscription, Delivery<?> delivery) {
        Session session = TenantRunner.current();
        // As for a route: a listener that waits for ever would hold up its tenant's events.
        try (TimeLimit.Running running = limit.start();
                HostSession handed =
                        new HostSession(session, generation.number(), generation.settings())) {
            subscription.listener().on(handed, (Delivery<E>) delivery);
        }
    }
}
