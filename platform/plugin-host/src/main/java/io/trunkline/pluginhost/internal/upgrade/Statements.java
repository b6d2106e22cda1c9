package io.trunkline.pluginhost.internal.upgrade;

import io.trunkline.pluginhost.internal.upgrade.Finding.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/// What can be seen of a statement by its first words alone. Everything else is seen by what it
/// does.
final class Statements {

    private static final Pattern BEFORE_THE_FIRST_WORD =
            Pattern.compile("(?s)^(?:\\s+|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)+");

    private static final Pattern ROLE =
            Pattern.compile(
                    "(?is)^(SET|RESET)\\s+((SESSION|LOCAL)\\s+)?(ROLE|(SESSION\\s+)?AUTHORIZATION)\\b.*");
    private static final Pattern LOCK = Pattern.compile("(?is)^LOCK\\b.*");
    private static final Pattern TRANSACTION =
            Pattern.compile(
                    "(?is)^(BEGIN|START\\s+TRANSACTION|COMMIT|END|ROLLBACK|ABORT|PREPARE\\s+TRANSACTION)\\b.*");

    private static final int SHOWN = 120;

    private Statements() {}

    static Optional<Finding> find(String statement) {
        String words = BEFORE_THE_FIRST_WORD.matcher(statement).replaceFirst("");
        if (ROLE.matcher(words).matches()) {
            return never(
                    "changes the role", "leave it out: migrations are run as the tables' owner");
        }
        if (LOCK.matcher(words).matches()) {
            return never("locks tables", "leave it out: each statement takes the locks it needs");
        }
        if (TRANSACTION.matcher(words).matches()) {
            return never(
                    "begins or ends a transaction", "leave it out: a change set is a transaction");
        }
        return Optional.empty();
    }

    private static Optional<Finding> never(String what, String instead) {
        return Optional.of(new Finding(Kind.NEVER, what, instead));
    }

    /// For people: without what stands before its first word, on one line.
    static String shown(String statement) {
        String line =
                BEFORE_THE_FIRST_WORD
                        .matcher(statement)
                        .replaceFirst("")
                        .strip()
                        .replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
