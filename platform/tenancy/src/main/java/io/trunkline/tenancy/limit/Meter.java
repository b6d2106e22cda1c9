package io.trunkline.tenancy.limit;

import io.trunkline.spi.Resource;
import org.jdbi.v3.core.Handle;

/// Tells how much of a resource a tenant uses at this moment. A module that keeps something bounded
/// offers one as a bean; what several say of one resource is added up.
public interface Meter {

    Resource resource();

    /// In the resource's unit; one cheap question.
    ///
    /// @param handle in a transaction of the tenant
    long used(Handle handle, int tenant);
}
