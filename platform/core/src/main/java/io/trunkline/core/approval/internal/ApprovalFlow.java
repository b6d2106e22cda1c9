package io.trunkline.core.approval.internal;

import io.trunkline.core.Json;
import io.trunkline.core.approval.ApprovalKinds;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalRequest.State;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.event.Outbox;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.NotificationDraft;
import io.trunkline.core.notification.Notifications;
import io.trunkline.spi.ApprovalDecided;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Leads a request from step to step. Everything here runs in the caller's transaction, with the
/// request locked or new: change, audit, notifications and event commit together.
@ApplicationScoped
public class ApprovalFlow {

    private final RequestTable requests;
    private final ApproverLookup lookup;
    private final StandInTable standIns;
    private final ApprovalKinds kinds;
    private final Notifications notifications;
    private final Outbox outbox;
    private final Audit audit;

    ApprovalFlow(
            RequestTable requests,
            ApproverLookup lookup,
            StandInTable standIns,
            ApprovalKinds kinds,
            Notifications notifications,
            Outbox outbox,
            Audit audit) {
        this.requests = requests;
        this.lookup = lookup;
        this.standIns = standIns;
        this.kinds = kinds;
        this.notifications = notifications;
        this.outbox = outbox;
        this.audit = audit;
    }

    /// Begins a new one; asked twice it changes nothing.
    public void begin(Handle handle, int tenant, ApprovalRequest request) {
        if (!requests.insert(handle, tenant, request)) {
            return;
        }
        audit.record(handle, "approval.ask", "approval", request.id(), null, facts(request));
        if (request.steps().isEmpty()) {
            finish(handle, tenant, request, State.APPROVED, null, "");
        } else {
            enter(handle, tenant, request.id(), 0);
        }
    }

    /// After a step has agreed.
    public void next(Handle handle, int tenant, ApprovalRequest request, long by, String comment) {
        if (request.step() + 1 < request.steps().size()) {
            enter(handle, tenant, request.id(), request.step() + 1);
        } else {
            finish(handle, tenant, request, State.APPROVED, by, comment);
        }
    }

    /// @param by null for a rule
    public void finish(
            Handle handle,
            int tenant,
            ApprovalRequest request,
            State state,
            @Nullable Long by,
            String comment) {
        requests.finish(handle, tenant, request.id(), state, by, comment);
        ApprovalRequest after = requests.find(handle, tenant, request.id()).orElseThrow();
        audit.record(
                handle,
                "approval." + state.name().toLowerCase(Locale.ROOT),
                "approval",
                request.id(),
                facts(request),
                facts(after));
        Long requester = request.requesterId();
        if (requester != null && !requester.equals(by)) {
            notifications.send(
                    handle,
                    Notification.PLATFORM,
                    List.of(
                            draft(
                                    requester,
                                    Notification.APPROVAL_DECIDED,
                                    "notification.text.approval." + state,
                                    request,
                                    "decided")));
        }
        tell(handle, tenant, after);
    }

    /// Answers whoever asked, unless she is away: then it is tried again.
    void tell(Handle handle, int tenant, ApprovalRequest request) {
        if (!kinds.serves(request.source()) || !requests.told(handle, tenant, request.id())) {
            return;
        }
        Instant at = request.decidedAt();
        outbox.publish(
                handle,
                new ApprovalDecided(
                        request.id(),
                        request.source(),
                        request.kind(),
                        request.key(),
                        ApprovalDecided.Outcome.valueOf(request.state().name()),
                        request.decidedBy(),
                        request.comment(),
                        at == null ? Instant.now() : at));
    }

    /// Time is up at a step.
    void timeOut(Handle handle, int tenant, ApprovalRequest request) {
        ApprovalStep step = request.currentStep();
        Integer hours = step.hours();
        switch (step.onTimeOut()) {
            case REMIND -> {
                requests.remind(handle, tenant, request.id(), hours == null ? 24 : hours);
                ask(handle, tenant, request.id());
            }
            case REFUSE -> finish(handle, tenant, request, State.EXPIRED, null, "");
            case ESCALATE -> {
                if (request.step() + 1 < request.steps().size()) {
                    audit.record(
                            handle,
                            "approval.escalate",
                            "approval",
                            request.id(),
                            facts(request),
                            null);
                    enter(handle, tenant, request.id(), request.step() + 1);
                } else {
                    finish(handle, tenant, request, State.EXPIRED, null, "");
                }
            }
        }
    }

    /// Looks again who can decide; roles may have changed since.
    ///
    /// @return by which rights
    List<Right> look(Handle handle, int tenant, ApprovalRequest request) {
        List<Right> rights = lookup.rights(handle, tenant, request);
        List<Long> approvers = holders(rights);
        boolean stuck = approvers.size() < request.currentStep().count();
        requests.approvers(handle, tenant, request.id(), approvers, stuck);
        if (stuck && !request.stuck()) {
            notifications.send(
                    handle,
                    Notification.PLATFORM,
                    lookup.holders(CorePermissions.APPROVAL_CONFIGURE).stream()
                            .limit(20)
                            .map(member ->
                                    draft(
                                            member,
                                            Notification.APPROVAL,
                                            "notification.text.approval.stuck",
                                            request,
                                            "stuck:" + request.step()))
                            .toList());
        }
        return rights;
    }

    private static List<Long> holders(List<Right> rights) {
        return rights.stream().map(Right::holderId).distinct().toList();
    }

    private void enter(Handle handle, int tenant, long id, int step) {
        ApprovalRequest request = requests.find(handle, tenant, id).orElseThrow();
        requests.enter(handle, tenant, id, step, request.steps().get(step).hours());
        ask(handle, tenant, id);
    }

    private void ask(Handle handle, int tenant, long id) {
        ApprovalRequest request = requests.find(handle, tenant, id).orElseThrow();
        List<Long> approvers = holders(look(handle, tenant, request));
        LocalDate today = LocalDate.now(TenantRunner.current().zone());
        Set<Long> told = new LinkedHashSet<>(approvers);
        told.addAll(standIns.of(handle, tenant, approvers, today));
        Long requester = request.requesterId();
        if (requester != null) {
            told.remove(requester);
        }
        String key = "step:" + request.step() + ":" + request.reminded();
        notifications.send(
                handle,
                Notification.PLATFORM,
                told.stream()
                        .map(member ->
                                draft(
                                        member,
                                        Notification.APPROVAL,
                                        "notification.text.approval.asked",
                                        request,
                                        key))
                        .toList());
    }

    /// Tells one more who can decide the step the request is at.
    void askAlso(Handle handle, ApprovalRequest request, long member) {
        notifications.send(
                handle,
                Notification.PLATFORM,
                List.of(
                        draft(
                                member,
                                Notification.APPROVAL,
                                "notification.text.approval.asked",
                                request,
                                "handed:" + request.step())));
    }

    private static NotificationDraft draft(
            long member, String kind, String text, ApprovalRequest request, String key) {
        return new NotificationDraft(
                member,
                kind,
                text,
                List.of(request.title()),
                "approvals/" + request.id(),
                false,
                "approval:" + request.id() + ":" + key);
    }

    private static String facts(ApprovalRequest request) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("source", request.source());
        facts.put("kind", request.kind());
        facts.put("key", request.key());
        facts.put("title", request.title());
        facts.put("amount", request.amount());
        facts.put("step", request.step() + 1);
        facts.put("state", request.state());
        facts.put("comment", request.comment());
        return Json.write(facts);
    }
}
