package io.trunkline.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Runs a [Recording] again on a connection of its own: begin, the same statements, commit.
final class Replay implements AutoCloseable {

    private final Connection connection;
    private final List<Recording.Statement> statements;
    private final List<PreparedStatement> prepared = new ArrayList<>();

    Replay(Connection connection, Recording recording) throws SQLException {
        this.connection = connection;
        this.statements = recording.statements();
        connection.setAutoCommit(false);
        for (Recording.Statement statement : statements) {
            prepared.add(connection.prepareStatement(statement.sql()));
        }
    }

    /// @param substitution what to send in place of a recorded parameter
    /// @return the first row of the last statement that gave rows, by column name
    Map<String, String> run(UnaryOperator<@Nullable String> substitution) throws SQLException {
        Map<String, String> row = Map.of();
        for (int i = 0; i < prepared.size(); i++) {
            PreparedStatement statement = prepared.get(i);
            List<@Nullable String> parameters = statements.get(i).parameters();
            for (int p = 0; p < parameters.size(); p++) {
                String value = substitution.apply(parameters.get(p));
                // Untyped, as the product's driver leaves it to the server to know.
                statement.setObject(p + 1, value, Types.OTHER);
            }
            if (statement.execute()) {
                Map<String, String> found = firstRow(statement.getResultSet());
                row = found.isEmpty() ? row : found;
            }
        }
        connection.commit();
        return row;
    }

    private static Map<String, String> firstRow(ResultSet rows) throws SQLException {
        Map<String, String> first = new HashMap<>();
        int columns = rows.getMetaData().getColumnCount();
        boolean taken = false;
        while (rows.next()) {
            for (int c = 1; c <= columns; c++) {
                String value = rows.getString(c);
                if (!taken && value != null) {
                    first.put(rows.getMetaData().getColumnLabel(c), value);
                }
            }
            taken = true;
        }
        return first;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
