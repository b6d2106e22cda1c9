package io.trunkline.spi;

/// Something that happened, told to whoever subscribed. Event types belong to the SPI, so that
/// plugins understand each other without knowing each other.
///
/// [ContactRecorded], [CallTaskClosed], [NotificationRequested], [ApprovalRequested] and
/// [ApprovalWithdrawn] are published by plugins; [Delivery#source()] says by which, whatever the
/// event says. All others are published by the platform alone.
///
/// Delivered at least once, in order for one customer: a subscriber that is called twice with the
/// same [Delivery#eventId()] must end as if called once.
public sealed interface Event
        permits ContactRecorded,
                CustomerChanged,
                CustomerDeleted,
                CustomerRestored,
                CustomersImported,
                CallTaskClosed,
                OrgUnitChanged,
                WorkHandedOver,
                NotificationRequested,
                ApprovalRequested,
                ApprovalWithdrawn,
                ApprovalDecided {

    /// The customer it is about; 0 when it is about none in particular.
    long customerId();
}
