package io.trunkline.tenancy;

import io.trunkline.spi.Event;
import org.jdbi.v3.core.Handle;

/// Where this module tells plugins what happened. The module `core`, which keeps the events,
/// answers it.
public interface Announcements {

    /// Writes the event in the caller's transaction.
    void publish(Handle handle, Event event);
}
