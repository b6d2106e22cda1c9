package io.trunkline.core.approval.internal;

import io.agroal.api.AgroalDataSource;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalRequest.State;
import io.trunkline.core.approval.internal.RequestTable.Waiting;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// What happens to approvals without anybody speaking: time is up, roles have changed, and the
/// answer that found nobody at home is tried again. Each request in a transaction of its own.
@ApplicationScoped
public class ApprovalJob implements TenantJob {

    private static final Logger LOG = Logger.getLogger(ApprovalJob.class);
    private static final int AT_ONCE = 500;

    private final AgroalDataSource source;
    private final TenantDatabase database;
    private final RequestTable requests;
    private final ApprovalFlow flow;

    ApprovalJob(
            AgroalDataSource source,
            TenantDatabase database,
            RequestTable requests,
            ApprovalFlow flow) {
        this.source = source;
        this.database = database;
        this.requests = requests;
        this.flow = flow;
    }

    @Override
    public String name() {
        return "approvals";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public List<Integer> tenants(Sessions sessions) {
        List<Integer> tenants = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT * FROM trunkline.tenants_with_approvals()")) {
            while (rows.next()) {
                tenants.add(rows.getInt(1));
            }
            return tenants;
        } catch (SQLException e) {
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }

    @Override
    public void run() {
        each(Waiting.TIME_IS_UP, this::timeOut);
        each(
                Waiting.NOT_LOOKED_AT,
                (handle, tenant, request) -> {
                    if (request.state() == State.OPEN) {
                        flow.look(handle, tenant, request);
                    }
                });
        each(Waiting.NOT_TOLD, (handle, tenant, request) -> flow.tell(handle, tenant, request));
    }

    private interface Work {
        void on(Handle handle, int tenant, ApprovalRequest request);
    }

    private void each(Waiting waiting, Work work) {
        int tenant = TenantRunner.current().tenant().id();
        List<Long> ids =
                database.inTransaction(handle -> requests.ids(handle, tenant, waiting, AT_ONCE));
        for (long id : ids) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            try {
                database.inTransaction(handle -> {
                    requests.lockIfFree(handle, tenant, id)
                            .ifPresent(request -> work.on(handle, tenant, request));
                    return true;
                });
            } catch (RuntimeException e) {
                if (!database.states().isServed(tenant)) {
                    return;
                }
                // One that cannot be worked on keeps none of the others waiting.
                LOG.errorf(e, "Approval %d of tenant %d failed, tried again later", id, tenant);
            }
        }
    }

    /// Another node may have been at it between the look and the lock.
    private void timeOut(Handle handle, int tenant, ApprovalRequest request) {
        Instant due = request.stepDue();
        if (request.state() == State.OPEN && due != null && !due.isAfter(Instant.now())) {
            flow.timeOut(handle, tenant, request);
        }
    }
}
