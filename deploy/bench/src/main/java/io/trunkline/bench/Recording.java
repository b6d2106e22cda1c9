package io.trunkline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The statements of one transaction as PostgreSQL logged them, so that the floor runs the very SQL
/// the product runs, whatever that is by then.
///
/// @param statements without BEGIN and COMMIT, and without what the platform takes back of a
///   plugin's connection: a connection of one's own needs none of it
record Recording(List<Statement> statements) {

    /// What the server has to begin its log lines with: time, process, role.
    static final String LOG_PREFIX = "%m %p %u ";

    private static final Pattern ENTRY =
            Pattern.compile(
                    "^\\d{4}-\\d\\d-\\d\\d \\S+ \\S+ (\\d+) (\\S*) (LOG|DETAIL): {2}(.*)",
                    Pattern.DOTALL);
    private static final Pattern STATEMENT =
            Pattern.compile("(?:execute [^:]+|statement): (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']|'')*)')", Pattern.DOTALL);

    /// With which that begins.
    private static final String CLEANING = "SET CONSTRAINTS ALL IMMEDIATE";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\d+");

    /// @param sql with `?` for parameters
    /// @param parameters as text, null for NULL
    record Statement(String sql, List<@Nullable String> parameters) {

        private boolean names(String marker) {
            return parameters.stream().anyMatch(value -> value != null && value.contains(marker));
        }
    }

    /// Reads the transaction in which a role named the marker.
    ///
    /// @param log the server's log, its lines beginning with [#LOG_PREFIX]
    /// @param from where in the file to begin
    /// @param marker part of a parameter that no other transaction has
    static Recording read(Path log, long from, String role, String marker) {
        Map<String, List<Statement>> open = new HashMap<>();
        for (String text : entries(log, from)) {
            Matcher entry = ENTRY.matcher(text);
            if (!entry.matches() || !entry.group(2).equals(role)) {
                continue;
            }
            List<Statement> statements =
                    open.computeIfAbsent(entry.group(1), process -> new ArrayList<>());
            String message = entry.group(4);
            if (entry.group(3).equals("DETAIL")) {
                parameters(statements, message);
                continue;
            }
            Matcher statement = STATEMENT.matcher(message);
            if (!statement.matches()) {
                continue;
            }
            String sql = statement.group(1).strip();
            if (sql.equals("COMMIT") && statements.stream().anyMatch(s -> s.names(marker))) {
                return new Recording(
                        statements.stream().takeWhile(s -> !s.sql().equals(CLEANING)).toList());
            }
            if (sql.equals("BEGIN") || sql.equals("COMMIT")) {
                statements.clear();
            } else {
                statements.add(new Statement(PLACEHOLDER.matcher(sql).replaceAll("?"), List.of()));
            }
        }
        throw new IllegalStateException(role + " committed no transaction that names " + marker);
    }

    private static void parameters(List<Statement> statements, String detail) {
        if (!detail.startsWith("Parameters: ") || statements.isEmpty()) {
            return;
        }
        List<@Nullable String> values = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(detail);
        while (matcher.find()) {
            String quoted = matcher.group(1);
            values.add(quoted == null ? null : quoted.replace("''", "'"));
        }
        Statement last = statements.removeLast();
        statements.add(new Statement(last.sql(), values));
    }

    /// A statement may go over several lines; those after the first begin with a tab.
    private static List<String> entries(Path log, long from) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int start = (int) Math.min(from, bytes.length);
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        List<StringBuilder> entries = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (!line.startsWith("\t")) {
                entries.add(new StringBuilder(line));
            } else if (!entries.isEmpty()) {
                entries.getLast().append('\n').append(line, 1, line.length());
            }
        }
        return entries.stream().map(StringBuilder::toString).toList();
    }
}
