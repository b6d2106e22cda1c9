package io.trunkline.tenancy.database;

import java.sql.SQLException;
import java.util.Optional;

/// What the database refuses that is no fault of the platform's.
public enum DatabaseRefusal {
    /// A text it cannot keep: it takes no U+0000.
    UNKEPT_TEXT("22021"),
    /// The second of two who made the same at once.
    SAME_AT_ONCE("23505");

    private final String sqlState;

    DatabaseRefusal(String sqlState) {
        this.sqlState = sqlState;
    }

    /// @return empty for every other failure
    public static Optional<DatabaseRefusal> of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                for (DatabaseRefusal refusal : values()) {
                    if (refusal.sqlState.equals(sql.getSQLState())) {
                        return Optional.of(refusal);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
