package io.trunkline.tenancy.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// What the database refuses that is no fault of the platform's.
public enum DatabaseRefusal {
    /// A text it cannot keep: it takes no U+0000, in JSON neither.
    UNKEPT_TEXT("22021", "22P05"),
    /// A number or a time beyond what it counts to.
    OUT_OF_RANGE("22003", "22008"),
    /// The second of two who made the same at once.
    SAME_AT_ONCE("23505");

    private final Set<String> sqlStates;

    DatabaseRefusal(String... sqlStates) {
        this.sqlStates = Set.of(sqlStates);
    }

    /// @return empty for every other failure
    public static Optional<DatabaseRefusal> of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                for (DatabaseRefusal refusal : values()) {
                    if (sql.getSQLState() != null
                            && refusal.sqlStates.contains(sql.getSQLState())) {
                        return Optional.of(refusal);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
