package io.trunkline.core.notification.internal;

import io.quarkus.runtime.StartupEvent;
import io.trunkline.core.event.EventSubscriber;
import io.trunkline.core.event.EventSubscribers;
import io.trunkline.core.notification.NotificationDraft;
import io.trunkline.core.notification.Notifications;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.spi.NotificationRequested;
import io.trunkline.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Tells members what plugins want them told.
@ApplicationScoped
class NotificationSubscriber implements EventSubscriber {

    private final TenantDatabase database;
    private final Notifications notifications;
    private final EventSubscribers subscribers;

    NotificationSubscriber(
            TenantDatabase database, Notifications notifications, EventSubscribers subscribers) {
        this.database = database;
        this.notifications = notifications;
        this.subscribers = subscribers;
    }

    void register(@Observes StartupEvent event) {
        subscribers.register(this);
    }

    @Override
    public String id() {
        return "platform-notifications";
    }

    @Override
    public boolean wants(Class<? extends Event> type) {
        return type == NotificationRequested.class;
    }

    @Override
    public void deliver(Delivery<?> delivery) {
        if (delivery.event() instanceof NotificationRequested asked) {
            NotificationDraft draft =
                    new NotificationDraft(
                            asked.memberId(),
                            delivery.source() + "." + asked.kind(),
                            asked.textKey(),
                            asked.arguments(),
                            asked.route(),
                            asked.urgent(),
                            asked.key());
            database.inTransaction(handle -> {
                notifications.send(handle, delivery.source(), List.of(draft));
                return true;
            });
        }
    }
}
