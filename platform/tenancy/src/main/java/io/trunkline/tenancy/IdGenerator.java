package io.trunkline.tenancy;

import io.trunkline.spi.Ids;
import jakarta.enterprise.context.ApplicationScoped;

/// 64-bit time-sorted ids; the node's number is leased in the database.
@ApplicationScoped
public class IdGenerator implements Ids {

    @Override
    public long next() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long block(int count) {
        throw new UnsupportedOperationException();
    }
}
