package io.trunkline.tenancy.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One sign-in at the screens.
///
/// @param sid the identity provider's session
/// @param address where the last request came from
/// @param device what the browser says of itself
/// @param lastSeenAt to about a minute
/// @param endedAt null while it may go on
public record SignIn(
        long id,
        long memberId,
        String memberName,
        long orgUnitId,
        String sid,
        Instant firstSeenAt,
        Instant lastSeenAt,
        String address,
        String device,
        @Nullable Instant endedAt) {}
