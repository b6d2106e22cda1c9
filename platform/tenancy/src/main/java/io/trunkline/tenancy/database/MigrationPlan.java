package io.trunkline.tenancy.database;

import java.util.List;

/// What a changelog asks of a schema: the change sets that were run in it, and those that are to
/// come, both in the changelog's order.
public record MigrationPlan(List<Step> done, List<Step> pending) {

    public MigrationPlan {
        done = List.copyOf(done);
        pending = List.copyOf(pending);
    }

    /// One change set, as it is run.
    ///
    /// @param name file, author and id, for people
    /// @param inTransaction whether it is run in a transaction of its own
    public record Step(String name, boolean inTransaction, List<String> statements) {

        public Step {
            statements = List.copyOf(statements);
        }
    }
}
