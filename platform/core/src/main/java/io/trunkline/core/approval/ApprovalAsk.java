package io.trunkline.core.approval;

import io.trunkline.spi.ApprovalFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an approval is asked for; the parts are those of [io.trunkline.spi.ApprovalRequested].
///
/// @param source plugin that asks, `platform` for the platform
public record ApprovalAsk(
        String source,
        String kind,
        String key,
        @Nullable Long requesterId,
        String title,
        List<ApprovalFact> facts,
        @Nullable Long amount,
        String route) {}
