package io.trunkline.core.importing.internal;

import io.trunkline.spi.Resource;
import io.trunkline.tenancy.limit.Meter;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;

/// What imports use of a tenant's limits.
final class ImportMeters {

    private ImportMeters() {}

    /// Dry runs and runs that a node is at.
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
                            SELECT count(*) FROM trunkline.import_job
                             WHERE tenant_id = :tenant AND state IN ('CHECKING', 'RUNNING')
                               AND lease_until > now()
                            """)
                    .bind("tenant", tenant)
                    .mapTo(Long.class)
                    .one();
        }
    }

    /// Megabytes of the files whose rows are kept.
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
                              FROM trunkline.import_job WHERE tenant_id = :tenant
                            """)
                    .bind("tenant", tenant)
                    .mapTo(Long.class)
                    .one();
        }
    }
}
