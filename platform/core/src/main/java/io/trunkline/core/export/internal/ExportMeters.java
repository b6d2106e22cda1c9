package io.trunkline.core.export.internal;

import io.trunkline.spi.Resource;
import io.trunkline.tenancy.limit.Meter;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;

/// What exports use of a tenant's limits.
final class ExportMeters {

    private ExportMeters() {}

    /// Files that are being made.
    @Singleton
    static final class UnderWay implements Meter {

        @Override
        public Resource resource() {
            return Resource.JOBS;
        }

        @Override
        public long used(Handle handle, int tenant) {
            return handle.createQuery(
                            """
                            SELECT count(*) FROM trunkline.export_job
                             WHERE tenant_id = :tenant AND state = 'RUNNING' AND least(deadline, lease_until) > now()
                            """)
                    .bind("tenant", tenant)
                    .mapTo(Long.class)
                    .one();
        }
    }

    /// Megabytes of the files that are kept.
    @Singleton
    static final class Kept implements Meter {

        @Override
        public Resource resource() {
            return Resource.STORAGE;
        }

        @Override
        public long used(Handle handle, int tenant) {
            return handle.createQuery(
                            """
                            SELECT (coalesce(sum(bytes), 0) + 1048575)::bigint / 1048576
                              FROM trunkline.export_job WHERE tenant_id = :tenant AND state = 'DONE'
                            """)
                    .bind("tenant", tenant)
                    .mapTo(Long.class)
                    .one();
        }
    }
}
