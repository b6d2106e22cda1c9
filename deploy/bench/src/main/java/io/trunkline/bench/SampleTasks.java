package io.trunkline.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A call task for every generated customer, waiting in the pools of the teams that have agents.
final class SampleTasks {

    private static final long FIRST_TASK = 6_200_000_000_000_000L;
    private static final long BATCH = 6_100_000_000_000_000L;

    private final Connection superuser;

    SampleTasks(Connection superuser) {
        this.superuser = superuser;
    }

    List<Agent> agents(String tenantKey, List<String> users) throws SQLException {
        List<Agent> agents = new ArrayList<>();
        try (PreparedStatement statement =
                superuser.prepareStatement(
                        "SELECT t.id, m.id, m.org_unit_id FROM trunkline.member m JOIN trunkline.tenant t ON t.id = m.tenant_id WHERE t.key = ? AND m.username = ?")) {
            for (String user : users) {
                statement.setString(1, tenantKey);
                statement.setString(2, user + "." + tenantKey);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("no member " + user + " of " + tenantKey);
                    }
                    agents.add(
                            new Agent(
                                    tenantKey,
                                    user,
                                    row.getInt(1),
                                    row.getLong(2),
                                    row.getLong(3)));
                }
            }
        }
        return agents;
    }

    void load(List<Agent> agents) throws SQLException {
        for (int tenant : agents.stream().map(Agent::tenant).distinct().toList()) {
            List<Long> teams =
                    agents.stream()
                            .filter(agent -> agent.tenant() == tenant)
                            .map(Agent::team)
                            .distinct()
                            .toList();
            execute(
                    """
                    INSERT INTO plugin_call_tasks.batch (tenant_id, id, created_by, request_id, name, script,
                        priority, due_at, state, expected, filled, created_at, dispatched_at)
                    VALUES (%d, %d, 1, 'bench', 'Bench', '', 2, now() + interval '7 days', 'dispatched', 0, 0, now(), now())
                    """
                            .formatted(tenant, BATCH));
            execute(
                    """
                    INSERT INTO plugin_call_tasks.call_task (tenant_id, id, batch_id, customer_id,
                        org_unit_id, status, priority, due_at)
                    SELECT tenant_id, %d + (id - %d), %d, id,
                           (ARRAY%s::bigint[])[id %% %d + 1], 'ready', 1 + id %% 3,
                           now() + id %% 100 * interval '1 hour'
                      FROM trunkline.customer WHERE tenant_id = %d
                    """
                            .formatted(
                                    FIRST_TASK,
                                    SampleData.FIRST_CUSTOMER,
                                    BATCH,
                                    teams,
                                    teams.size(),
                                    tenant));
        }
        execute("VACUUM ANALYZE plugin_call_tasks.call_task, plugin_call_tasks.batch");
    }

    /// Puts a task of the agent's team into someone's hands.
    ///
    /// @return the task
    HeldTask give(Agent agent, String member) throws SQLException {
        try (PreparedStatement statement =
                superuser.prepareStatement(
                        """
                        UPDATE plugin_call_tasks.call_task
                           SET status = 'in_progress', assignee_id = ?::bigint, held_since = now()
                         WHERE tenant_id = ? AND id = (
                               SELECT id FROM plugin_call_tasks.call_task
                                WHERE tenant_id = ? AND org_unit_id = ? AND status = 'ready' LIMIT 1)
                        RETURNING id, customer_id
                        """)) {
            statement.setString(1, member);
            statement.setInt(2, agent.tenant());
            statement.setInt(3, agent.tenant());
            statement.setLong(4, agent.team());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new HeldTask(row.getString(1), row.getString(2));
            }
        }
    }

    /// The id the product gave to the attempt that was recorded under a request id.
    String attempt(Agent agent, String requestId) throws SQLException {
        try (PreparedStatement statement =
                superuser.prepareStatement(
                        "SELECT id FROM plugin_call_tasks.attempt WHERE tenant_id = ? AND member_id = ? AND request_id = ?")) {
            statement.setInt(1, agent.tenant());
            statement.setLong(2, agent.member());
            statement.setString(3, requestId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
