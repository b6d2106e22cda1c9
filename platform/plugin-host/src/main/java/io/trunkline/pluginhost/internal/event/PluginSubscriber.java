package io.trunkline.pluginhost.internal.event;

import io.trunkline.core.event.EventSubscriber;
import io.trunkline.core.event.HeldException;
import io.trunkline.pluginhost.internal.call.HostSession;
import io.trunkline.pluginhost.internal.call.TimeLimit;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.spi.ApprovalDecided;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.ModuleSettings;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;

/// One plugin's ear: open for the tenants that have it enabled. Whichever generation serves the
/// tenant at that moment hears an event; while none does, or it is called no more, it is kept.
record PluginSubscriber(String id, Generations generations, ModuleSettings modules, TimeLimit limit)
        implements EventSubscriber {

    @Override
    public boolean wants(Class<? extends Event> type) {
        int tenant = TenantRunner.current().tenant().id();
        return modules.isEnabled(id)
                && generations
                        .find(id, tenant)
                        .map(generation -> hears(generation, type))
                        // What it will want to hear only it can say.
                        .orElse(true);
    }

    private static boolean hears(Generation generation, Class<? extends Event> type) {
        return generation.declared().subscriptions().stream()
                .anyMatch(subscription -> subscription.type() == type);
    }

    @Override
    public boolean holds() {
        return TenantRunner.find()
                .map(session -> generations.find(id, session.tenant().id()))
                .orElseGet(() -> generations.any(id))
                .map(generation -> generation.threads().stuck().halts())
                .orElse(true);
    }

    @Override
    public void deliver(Delivery<?> delivery) {
        if (delivery.event() instanceof ApprovalDecided decided && !decided.plugin().equals(id)) {
            return;
        }
        Tenant tenant = TenantRunner.current().tenant();
        Generation generation = enter(tenant);
        long began = System.nanoTime();
        try {
            for (Subscription<?> subscription : generation.declared().subscriptions()) {
                if (subscription.type() == delivery.event().getClass()) {
                    tell(generation, subscription, delivery);
                }
            }
            generation.meter().served(tenant.key(), System.nanoTime() - began);
        } catch (RuntimeException | Error e) {
            generation.meter().ended(tenant.key(), System.nanoTime() - began, e);
            throw e;
        } finally {
            generation.leave();
        }
    }

    private Generation enter(Tenant tenant) {
        try {
            return generations.enterServing(id, tenant.id());
        } catch (PluginException e) {
            throw new HeldException("nothing of " + id + " serves here");
        }
    }

    @SuppressWarnings("unchecked") // The types were compared above.
    private <E extends Event> void tell(
            Generation generation, Subscription<E> subscription, Delivery<?> delivery) {
        Session session = TenantRunner.current();
        // As for a route: a listener that waits for ever would hold up its tenant's events.
        try (HostSession handed =
                new HostSession(session, generation.number(), generation.settings())) {
            generation.threads().call(() -> tell(subscription, handed, (Delivery<E>) delivery));
        }
    }

    private <E extends Event> boolean tell(
            Subscription<E> subscription, HostSession handed, Delivery<E> delivery) {
        try (TimeLimit.Running running = limit.start()) {
            subscription.listener().on(handed, delivery);
            return true;
        }
    }
}
