package io.trunkline.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plugin asks for an approval, in the transaction that stores what waits for it. The platform
/// leads it through the tenant's steps and answers with [ApprovalDecided]. Asking again with the
/// same kind and key changes nothing.
///
/// @param kind key of an [ApprovalKind] the plugin declares
/// @param key the plugin's own key of what waits, at most 200 characters; comes back in the answer
/// @param memberId who asks, and so never decides; null when a rule asks
/// @param title what it is about, as the tenant named it, at most 200 characters
/// @param facts what an approver needs to know, at most 20
/// @param amount what the steps' conditions compare, in the unit the kind's text names; null where
///   there is none: then every step applies
/// @param route where in the screens the whole of it is shown, for example `p/loyalty/points/7`;
///   empty for nowhere
public record ApprovalRequested(
        String kind,
        String key,
        @Nullable Long memberId,
        String title,
        List<ApprovalFact> facts,
        @Nullable Long amount,
        String route)
        implements Event {

    @Override
    public long customerId() {
        return 0;
    }
}
