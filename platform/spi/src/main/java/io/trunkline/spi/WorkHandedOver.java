package io.trunkline.spi;

import java.util.List;

/// A member's work goes to others, because she moves or leaves. The customers she owned were handed
/// over by the platform; whoever keeps open work for members hands over hers. It may come again
/// after it was handled, even when she has new work by then: remember [Delivery#eventId()].
///
/// @param handoverId the same for every event of one handover
/// @param fromMemberId whose work it was; she may be disabled by now
/// @param toMemberIds who gets it, in turn; empty when it goes back to where anyone may take it
/// @param reason why, in the words of who handed it over; for the log
public record WorkHandedOver(
        long handoverId, long fromMemberId, List<Long> toMemberIds, String reason)
        implements Event {

    public WorkHandedOver {
        toMemberIds = List.copyOf(toMemberIds);
    }

    @Override
    public long customerId() {
        return 0;
    }
}
