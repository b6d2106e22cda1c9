package io.trunkline.pluginhost.internal.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollout.Calls;
import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.pluginhost.PluginRollout.State;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.pluginhost.RolloutRules;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Next;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The statements about rollouts.
public final class RolloutTable {

    private static final int MOST_SHOWN = 50;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Calls NOT_COUNTED = new Calls(0, 0, 0);

    private static final String COLUMNS =
            """
            SELECT id, plugin_id, version, from_version, steps::text, step, tenants, rules::text, state, reason,
                   arguments::text, step_at, step_calls, started_at, started_by, ended_at,
                   extract(epoch FROM now() - step_at)::bigint AS held
              FROM trunkline.plugin_rollout
            """;

    private RolloutTable() {}

    /// One rollout as it is kept.
    ///
    /// @param rollout its calls are not counted here
    /// @param stepCalls calls into the release before the present step
    /// @param heldSeconds how long the present step has been watched
    record Row(PluginRollout rollout, Set<Integer> tenants, long stepCalls, long heldSeconds) {}

    /// What is rolled out now, by plugin, for nodes.
    public static Map<String, Next> open(Handle handle) {
        Map<String, Next> open = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT id, plugin_id, version, tenants FROM trunkline.plugin_rollout
                         WHERE ended_at IS NULL
                        """)
                .map((row, context) ->
                        open.put(
                                row.getString("plugin_id"),
                                new Next(
                                        row.getLong("id"), row.getString("version"), tenants(row))))
                .list();
        return open;
    }

    public static boolean isOpen(Handle handle, String pluginId) {
        return open(handle).containsKey(pluginId);
    }

    /// Tenants that use the plugin, by key. For the schema's owner.
    public static Map<String, Integer> users(Handle handle, String pluginId) {
        Map<String, Integer> users = new LinkedHashMap<>();
        handle.createQuery("SELECT id, key FROM trunkline.tenants_with_module(:plugin)")
                .bind("plugin", pluginId)
                .map((row, context) -> users.put(row.getString("key"), row.getInt("id")))
                .list();
        return users;
    }

    /// @return its id; it serves nobody yet
    static long insert(
            Handle handle,
            Wanted from,
            String fromVersion,
            String version,
            List<Step> steps,
            RolloutRules rules,
            String operator) {
        return handle.createQuery(
                        """
                        INSERT INTO trunkline.plugin_rollout
                               (plugin_id, version, from_kind, from_version, steps, rules, tenants, started_by)
                        VALUES (:plugin, :version, :kind, :from, CAST(:steps AS jsonb), CAST(:rules AS jsonb), '{}', :by)
                        RETURNING id
                        """)
                .bind("plugin", from.pluginId())
                .bind("version", version)
                .bind("kind", from.kind().name().toLowerCase(Locale.ROOT))
                .bind("from", fromVersion)
                .bind("steps", written(steps))
                .bind("rules", written(rules))
                .bind("by", operator)
                .mapTo(Long.class)
                .one();
    }

    /// The open one of a plugin, held until the transaction ends.
    static Optional<Row> lock(Handle handle, String pluginId) {
        return rows(
                        handle.createQuery(
                                        COLUMNS
                                                + " WHERE plugin_id = :plugin AND ended_at IS NULL FOR UPDATE")
                                .bind("plugin", pluginId))
                .stream()
                .findFirst();
    }

    /// The open ones that nobody else works on at this moment, held until the transaction ends.
    static List<Row> lockIdle(Handle handle) {
        return rows(
                handle.createQuery(
                        COLUMNS
                                + " WHERE ended_at IS NULL AND state IN ('running', 'paused')"
                                + " ORDER BY id FOR UPDATE SKIP LOCKED"));
    }

    /// Those of a plugin, the latest first, at most fifty.
    static List<Row> of(Handle handle, String pluginId) {
        return rows(
                handle.createQuery(
                                COLUMNS + " WHERE plugin_id = :plugin ORDER BY id DESC LIMIT :most")
                        .bind("plugin", pluginId)
                        .bind("most", MOST_SHOWN));
    }

    /// Those that go on now, by plugin.
    static List<Row> openRows(Handle handle) {
        return rows(handle.createQuery(COLUMNS + " WHERE ended_at IS NULL ORDER BY plugin_id"));
    }

    /// Begins a step.
    ///
    /// @param calls into the release until now
    static void step(Handle handle, long id, int step, Collection<Integer> tenants, long calls) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.plugin_rollout
                           SET step = :step, tenants = :tenants, step_at = now(), step_calls = :calls
                         WHERE id = :id
                        """)
                .bind("id", id)
                .bind("step", step)
                .bindArray("tenants", Integer.class, tenants)
                .bind("calls", calls)
                .execute();
    }

    static void state(Handle handle, long id, State state) {
        end(handle, id, state, null);
    }

    static void end(Handle handle, long id, State state, @Nullable Reason reason) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.plugin_rollout
                           SET state = :state, reason = :reason, arguments = CAST(:arguments AS jsonb),
                               ended_at = CASE WHEN :state IN ('finished', 'taken-back') THEN now() END
                         WHERE id = :id
                        """)
                .bind("id", id)
                .bind("state", kept(state))
                .bind("reason", reason == null ? null : reason.code().name())
                .bind("arguments", written(reason == null ? List.of() : reason.arguments()))
                .execute();
    }

    private static List<Row> rows(Query query) {
        return query.map((row, context) -> row(row)).list();
    }

    private static Row row(ResultSet row) throws SQLException {
        Set<Integer> tenants = tenants(row);
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        String reason = row.getString("reason");
        PluginRollout rollout =
                new PluginRollout(
                        row.getLong("id"),
                        row.getString("plugin_id"),
                        row.getString("version"),
                        row.getString("from_version"),
                        read(row.getString("steps"), new TypeReference<List<Step>>() {}),
                        row.getInt("step"),
                        tenants.size(),
                        read(row.getString("rules"), new TypeReference<RolloutRules>() {}),
                        State.valueOf(
                                row.getString("state").toUpperCase(Locale.ROOT).replace('-', '_')),
                        reason == null
                                ? null
                                : new Reason(
                                        Reason.Code.valueOf(reason),
                                        read(
                                                row.getString("arguments"),
                                                new TypeReference<List<String>>() {})),
                        NOT_COUNTED,
                        NOT_COUNTED,
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getString("started_by"),
                        row.getObject("step_at", OffsetDateTime.class).toInstant(),
                        ended == null ? null : ended.toInstant());
        return new Row(rollout, tenants, row.getLong("step_calls"), row.getLong("held"));
    }

    private static Set<Integer> tenants(ResultSet row) throws SQLException {
        return Set.of((Integer[]) row.getArray("tenants").getArray());
    }

    private static String kept(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records can be written", e);
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }
}
