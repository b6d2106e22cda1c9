package io.trunkline.plugins.calltasks.board;

import io.trunkline.plugins.calltasks.work.Disposition;
import java.time.Instant;

/// An outcome somebody recorded.
///
/// @param id of the attempt, to page by
/// @param customerName empty when the caller does not reach the customer
/// @param memberName empty when the member is gone
public record RecentCall(
        long id,
        long taskId,
        long customerId,
        String customerName,
        long memberId,
        String memberName,
        long orgUnitId,
        Disposition disposition,
        String note,
        Instant at) {

    RecentCall named(String customer, String member) {
        return new RecentCall(
                id,
                taskId,
                customerId,
                customer,
                memberId,
                member,
                orgUnitId,
                disposition,
                note,
                at);
    }
}
