package io.trunkline.tenancy.signin;

import io.trunkline.tenancy.SignOuts;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/// Drops what nobody asks for any more: sign-ins after ninety days, the list of sign-outs after
/// two.
@ApplicationScoped
public class SignInTidying implements TenantJob {

    private final TenantDatabase database;

    @Inject
    public SignInTidying(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "sign-in-tidying";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        int tenant = TenantRunner.current().tenant().id();
        database.inWorkerTransaction(handle -> {
            handle.createUpdate(
                            """
                            DELETE FROM trunkline.sign_out
                             WHERE tenant_id = :tenant AND at < now() - make_interval(secs => :kept)
                            """)
                    .bind("tenant", tenant)
                    .bind("kept", SignOuts.KEPT.toSeconds())
                    .execute();
            handle.createUpdate(
                            """
                            DELETE FROM trunkline.sign_in
                             WHERE tenant_id = :tenant AND last_seen_at < now() - interval '90 days'
                            """)
                    .bind("tenant", tenant)
                    .execute();
            return true;
        });
    }
}
