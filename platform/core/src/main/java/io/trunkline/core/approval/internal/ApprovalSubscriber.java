package io.trunkline.core.approval.internal;

import io.quarkus.runtime.StartupEvent;
import io.trunkline.core.approval.ApprovalAsk;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.Approvals;
import io.trunkline.core.event.EventSubscriber;
import io.trunkline.core.event.EventSubscribers;
import io.trunkline.spi.ApprovalRequested;
import io.trunkline.spi.ApprovalWithdrawn;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Hears what plugins ask for.
@ApplicationScoped
class ApprovalSubscriber implements EventSubscriber {

    private final TenantDatabase database;
    private final Approvals approvals;
    private final RequestTable requests;
    private final ApprovalFlow flow;
    private final EventSubscribers subscribers;

    ApprovalSubscriber(
            TenantDatabase database,
            Approvals approvals,
            RequestTable requests,
            ApprovalFlow flow,
            EventSubscribers subscribers) {
        this.database = database;
        this.approvals = approvals;
        this.requests = requests;
        this.flow = flow;
        this.subscribers = subscribers;
    }

    void register(@Observes StartupEvent event) {
        subscribers.register(this);
    }

    @Override
    public String id() {
        return "platform-approvals";
    }

    @Override
    public boolean wants(Class<? extends Event> type) {
        return type == ApprovalRequested.class || type == ApprovalWithdrawn.class;
    }

    @Override
    public void deliver(Delivery<?> delivery) {
        if (delivery.event() instanceof ApprovalRequested asked) {
            ApprovalAsk ask =
                    new ApprovalAsk(
                            delivery.source(),
                            asked.kind(),
                            asked.key(),
                            asked.memberId(),
                            asked.title(),
                            asked.facts(),
                            asked.amount(),
                            asked.route());
            database.inTransaction(handle -> {
                approvals.ask(handle, ask);
                return true;
            });
        } else if (delivery.event() instanceof ApprovalWithdrawn withdrawn) {
            withdraw(delivery.source(), withdrawn);
        }
    }

    private void withdraw(String source, ApprovalWithdrawn withdrawn) {
        int tenant = TenantRunner.current().tenant().id();
        database.inTransaction(handle -> {
            requests.idOf(handle, tenant, source, withdrawn.kind(), withdrawn.key())
                    .flatMap(id -> requests.lock(handle, tenant, id))
                    .filter(request -> request.state() == ApprovalRequest.State.OPEN)
                    .ifPresent(request ->
                            flow.finish(
                                    handle,
                                    tenant,
                                    request,
                                    ApprovalRequest.State.WITHDRAWN,
                                    null,
                                    ""));
            return true;
        });
    }
}
