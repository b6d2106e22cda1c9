package io.trunkline.tenancy.limit;

import io.trunkline.spi.Resource;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;

/// Active members. Who has yet to agree has her seat, so that there is room when she does.
@Singleton
public class SeatMeter implements Meter {

    @Override
    public Resource resource() {
        return Resource.SEATS;
    }

    @Override
    public long used(Handle handle, int tenant) {
        return handle.createQuery(
                        """
                        SELECT count(*) FROM trunkline.member
                         WHERE tenant_id = :tenant AND state = 'active' AND NOT machine
                        """)
                .bind("tenant", tenant)
                .mapTo(Long.class)
                .one();
    }
}
