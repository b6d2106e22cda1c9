package io.trunkline.tenancy.database;

/// A schema could not be brought up to date; the message says which change set and why.
public final class MigrationException extends RuntimeException {

    public MigrationException(Migrations.Target target, Throwable cause) {
        super(
                "migration of schema "
                        + target.schema()
                        + " by "
                        + target.changelog()
                        + " failed: "
                        + root(cause),
                cause);
    }

    private static String root(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
