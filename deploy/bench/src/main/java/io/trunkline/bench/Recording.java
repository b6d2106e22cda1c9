package io.trunkline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The statements of one transaction as PostgreSQL logged them, so that the floor runs the very SQL
/// the product runs, whatever that is by then.
///
/// @param statements without BEGIN and COMMIT
record Recording(List<Statement> statements) {

    /// @param sql with `?` for parameters
    /// @param parameters as text, null for NULL
    record Statement(String sql, List<@Nullable String> parameters) {}

    private static final Pattern EXECUTE =
            Pattern.compile("LOG: {2}execute [^:]+: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETERS =
            Pattern.compile("DETAIL: {2}Parameters: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']|'')*)')", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\d+");
    private static final Pattern ENTRY_START = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d .*");

    /// Reads what one role executed.
    ///
    /// @param log the server's log, with a line prefix that names the role
    /// @param from where in the file to begin
    /// @param role the role
    static Recording read(Path log, long from, String role) {
        List<Statement> statements = new ArrayList<>();
        String pending = null;
        for (String entry : entries(log, from, role)) {
            Matcher execute = EXECUTE.matcher(entry);
            if (execute.find()) {
                if (pending != null) {
                    statements.add(new Statement(pending, List.of()));
                }
                String sql = execute.group(1).strip();
                pending = isFrame(sql) ? null : PLACEHOLDER.matcher(sql).replaceAll("?");
                continue;
            }
            Matcher parameters = PARAMETERS.matcher(entry);
            if (pending != null && parameters.find()) {
                statements.add(new Statement(pending, values(parameters.group(1))));
                pending = null;
            }
        }
        if (pending != null) {
            statements.add(new Statement(pending, List.of()));
        }
        if (statements.isEmpty()) {
            throw new IllegalStateException("the server logged no statement of " + role);
        }
        return new Recording(statements);
    }

    private static boolean isFrame(String sql) {
        return sql.equals("BEGIN") || sql.equals("COMMIT") || sql.startsWith("SET ");
    }

    private static List<@Nullable String> values(String text) {
        List<@Nullable String> values = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(1);
            values.add(quoted == null ? null : quoted.replace("''", "'"));
        }
        return values;
    }

    /// A statement may go over several lines; those after the first begin with a tab.
    private static List<String> entries(Path log, long from, String role) {
        String text;
        try {
            byte[] bytes = Files.readAllBytes(log);
            text =
                    new String(
                            bytes,
                            (int) Math.min(from, bytes.length),
                            (int) Math.max(0, bytes.length - from),
                            StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<StringBuilder> entries = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (ENTRY_START.matcher(line).matches()) {
                entries.add(new StringBuilder(line));
            } else if (!entries.isEmpty()) {
                entries.getLast()
                        .append('\n')
                        .append(line.startsWith("\t") ? line.substring(1) : line);
            }
        }
        return entries.stream()
                .map(StringBuilder::toString)
                .filter(entry -> entry.contains(" " + role + " "))
                .toList();
    }
}
