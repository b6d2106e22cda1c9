package io.trunkline.tenancy;

import io.quarkus.arc.DefaultBean;
import io.trunkline.spi.Event;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/// Stands where there is no module that keeps events: nobody hears them.
@DefaultBean
@ApplicationScoped
public class UnheardAnnouncements implements Announcements {

    @Override
    public void publish(Handle handle, Event event) {}
}
