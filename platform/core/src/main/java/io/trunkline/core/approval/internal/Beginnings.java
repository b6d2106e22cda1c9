package io.trunkline.core.approval.internal;

import io.trunkline.core.approval.ApprovalAsk;
import io.trunkline.core.approval.ApprovalKinds;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.notification.NotificationDraft;
import io.trunkline.spi.ApprovalFact;
import io.trunkline.spi.Member;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Makes a request of what was asked: checked, and with the steps it will go through.
@ApplicationScoped
public class Beginnings {

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_VALUE = 500;
    private static final int MOST_FACTS = 20;

    private final RuleTable rules;
    private final ApprovalKinds kinds;
    private final Members members;
    private final OrgUnits orgUnits;
    private final IdGenerator ids;

    Beginnings(
            RuleTable rules,
            ApprovalKinds kinds,
            Members members,
            OrgUnits orgUnits,
            IdGenerator ids) {
        this.rules = rules;
        this.kinds = kinds;
        this.members = members;
        this.orgUnits = orgUnits;
        this.ids = ids;
    }

    public ApprovalRequest of(Handle handle, int tenant, ApprovalAsk ask) {
        if (ask.key().isBlank() || ask.key().length() > LONGEST_KEY) {
            throw new PluginException(StandardErrorCode.INVALID, "key", ask.key());
        }
        if (!NotificationDraft.isRoute(ask.route())) {
            throw new PluginException(StandardErrorCode.INVALID, "route", ask.route());
        }
        Long asker = ask.requesterId();
        Optional<Member> requester = asker == null ? Optional.empty() : members.find(asker);
        if (asker != null && requester.isEmpty()) {
            throw new PluginException(StandardErrorCode.INVALID, "memberId", asker);
        }
        return new ApprovalRequest(
                ids.next(),
                ask.source(),
                ask.kind(),
                ask.key(),
                asker,
                requester.map(Member::orgUnitId).orElseGet(() -> orgUnits.root().id()),
                cut(ask.title(), LONGEST_TITLE),
                ask.facts().stream()
                        .limit(MOST_FACTS)
                        .map(fact ->
                                new ApprovalFact(fact.labelKey(), cut(fact.value(), LONGEST_VALUE)))
                        .toList(),
                ask.amount(),
                ask.route(),
                steps(handle, tenant, ask),
                0,
                null,
                0,
                false,
                ApprovalRequest.State.OPEN,
                Instant.now(),
                null,
                null,
                "");
    }

    private List<ApprovalStep> steps(Handle handle, int tenant, ApprovalAsk ask) {
        List<ApprovalStep> set =
                rules.find(handle, tenant, ask.source(), ask.kind())
                        .map(RuleTable.Kept::steps)
                        .orElse(List.of());
        if (set.isEmpty()) {
            return List.of(usual(ask));
        }
        Long amount = ask.amount();
        return set.stream()
                .filter(step -> {
                    Long from = step.fromAmount();
                    return from == null || amount == null || amount >= from;
                })
                .toList();
    }

    /// Of a kind that nobody declares any more, whoever sets the steps decides: nothing is lost.
    private ApprovalStep usual(ApprovalAsk ask) {
        String permission =
                kinds.all().stream()
                        .filter(kind -> kind.source().equals(ask.source()))
                        .filter(kind -> kind.key().equals(ask.kind()))
                        .map(kind -> kind.approver().key())
                        .findFirst()
                        .orElse(CorePermissions.APPROVAL_CONFIGURE.key());
        return new ApprovalStep(
                ApprovalStep.Who.PERMISSION,
                permission,
                1,
                null,
                null,
                ApprovalStep.OnTimeOut.REMIND);
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }
}
