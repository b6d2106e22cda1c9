package io.trunkline.plugins.calltasks.board;

import io.trunkline.plugins.calltasks.database.Rows;
import io.trunkline.plugins.calltasks.work.Disposition;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    static RecentCall read(ResultSet row) throws SQLException {
        return new RecentCall(
                row.getLong("id"),
                row.getLong("task_id"),
                row.getLong("customer_id"),
                "",
                row.getLong("member_id"),
                "",
                row.getLong("org_unit_id"),
                Disposition.of(row.getString("disposition")),
                row.getString("note"),
                Rows.instant(row, "at"));
    }

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
