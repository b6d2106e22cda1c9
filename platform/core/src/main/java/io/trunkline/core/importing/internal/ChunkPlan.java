package io.trunkline.core.importing.internal;

import io.trunkline.core.importing.ImportFinding.Severity;
import io.trunkline.core.importing.ImportJob.Counts;
import io.trunkline.core.importing.internal.BulkCustomers.Change;
import io.trunkline.core.importing.internal.BulkCustomers.Existing;
import io.trunkline.core.importing.internal.ImportRows.Result;
import io.trunkline.core.importing.internal.ImportRows.Stored;
import io.trunkline.tenancy.orgunit.OrgUnits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/// What a chunk of rows does to the customers there are. The dry run makes the same plan as the
/// run.
final class ChunkPlan {

    private final List<Change> created = new ArrayList<>();
    private final List<Change> updated = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private long unchanged;
    private long refused;
    private long warned;
    private long unmatched;

    private ChunkPlan() {}

    /// Made once for an import.
    static final class Units {

        private final OrgUnits orgUnits;
        private final long root;
        private final Map<Long, Set<Long>> below = new HashMap<>();

        Units(OrgUnits orgUnits) {
            this.orgUnits = orgUnits;
            this.root = orgUnits.root().id();
        }

        boolean isBelow(long unit, long top) {
            return below.computeIfAbsent(top, orgUnits::withDescendants).contains(unit);
        }
    }

    /// @param newIds gives the id of the n-th customer to create
    static ChunkPlan of(
            List<Stored> rows,
            RowParser parser,
            Map<String, Existing> existing,
            Units units,
            LongUnaryOperator newIds) {
        ChunkPlan plan = new ChunkPlan();
        for (Stored row : rows) {
            plan.add(row, parser, existing, units, newIds);
        }
        return plan;
    }

    private void add(
            Stored stored,
            RowParser parser,
            Map<String, Existing> existing,
            Units units,
            LongUnaryOperator newIds) {
        if (stored.severity() == Severity.REFUSED) {
            refused++;
            results.add(new Result(stored.line(), "REFUSED", null));
            return;
        }
        warned += stored.severity() == Severity.WARNED ? 1 : 0;
        unmatched += stored.unmatched() ? 1 : 0;
        ParsedRow row = parser.parse(stored.line(), stored.cells());
        Existing found = existing.get(row.number());
        if (found == null) {
            long id = newIds.applyAsLong(created.size());
            created.add(new Change(id, null, CustomerState.created(row, units.root)));
            results.add(new Result(stored.line(), "CREATED", id));
            return;
        }
        Long fileUnit = row.unit();
        CustomerState after =
                found.state()
                        .updated(row, unit -> fileUnit != null && units.isBelow(unit, fileUnit));
        if (after.equals(found.state())) {
            unchanged++;
            results.add(new Result(stored.line(), "UNCHANGED", found.id()));
            return;
        }
        updated.add(new Change(found.id(), found.state(), after));
        results.add(new Result(stored.line(), "UPDATED", found.id()));
    }

    List<Change> created() {
        return created;
    }

    List<Change> updated() {
        return updated;
    }

    List<Result> results() {
        return results;
    }

    Counts counts() {
        return new Counts(created.size(), updated.size(), unchanged, refused, warned, unmatched);
    }
}
