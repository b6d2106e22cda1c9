package io.trunkline.plugins.calltasks.batch;

import io.trunkline.plugins.calltasks.board.Totals;
import io.trunkline.plugins.calltasks.database.Rows;
import io.trunkline.spi.CustomerFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/// A batch as it is stored.
///
/// @param filledTo customers up to this id have their task
record BatchRow(Batch batch, long filledTo) {

    static final String SELECT = "SELECT * FROM batch WHERE tenant_id = :tenant ";

    static BatchRow read(ResultSet row) throws SQLException {
        CustomerFilter customers =
                new CustomerFilter(
                        row.getString("filter_query"),
                        Rows.id(row, "filter_unit"),
                        Rows.id(row, "filter_owner"),
                        row.getObject("agreement_end_from", LocalDate.class),
                        row.getObject("agreement_end_to", LocalDate.class),
                        Rows.id(row, "import_id"));
        return new BatchRow(
                new Batch(
                        row.getLong("id"),
                        row.getString("name"),
                        customers,
                        row.getString("script"),
                        row.getInt("priority"),
                        Rows.instant(row, "due_at"),
                        BatchState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getInt("expected"),
                        row.getInt("filled"),
                        row.getLong("created_by"),
                        Rows.instant(row, "created_at"),
                        Rows.instantOrNull(row, "dispatched_at"),
                        Totals.NONE),
                row.getLong("filled_to"));
    }

    Batch with(Totals totals) {
        Instant dispatched = batch.dispatchedAt();
        return new Batch(
                batch.id(),
                batch.name(),
                batch.customers(),
                batch.script(),
                batch.priority(),
                batch.dueAt(),
                batch.state(),
                batch.expected(),
                batch.filled(),
                batch.createdBy(),
                batch.createdAt(),
                dispatched,
                totals);
    }
}
