package io.trunkline.spi;

/// The wish to hear one type of event.
///
/// @param type the event type
/// @param listener called with a session of the platform for the event's tenant, on a thread as a
///   route's handler is, outside of any transaction. An exception means: not handled, deliver again
///   later; after several attempts the event is parked and shown to the operator.
public record Subscription<E extends Event>(Class<E> type, Listener<E> listener) {

    @FunctionalInterface
    public interface Listener<E extends Event> {
        void on(TenantSession session, Delivery<E> delivery);
    }
}
