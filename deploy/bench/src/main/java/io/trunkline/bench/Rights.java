package io.trunkline.bench;

import io.trunkline.standalone.StandaloneStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The first page of the customer list as people of each row scope ask for it, in turn, so that a
/// noisy moment of the machine hits all of them: what a restricted role costs beside the
/// administrator.
final class Rights {

    private static final int CLIENTS = 4;
    private static final int ROUNDS = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final List<String> LISTS =
            List.of(
                    "/api/v1/customers?limit=50",
                    "/api/v1/customers?limit=50&sort=agreementEnd",
                    "/api/v1/customers?limit=50&q=%E5%BC%A0");

    private Rights() {}

    private enum Reach {
        TENANT("admin"),
        DISTRICT("lead"),
        TEAM("agent1"),
        OWN("agent4");

        private final String user;

        Reach(String user) {
            this.user = user;
        }
    }

    static void run(StandaloneStack stack, Connection superuser, Duration round) throws Exception {
        prepare(superuser);
        for (String list : LISTS) {
            measure(stack, list, round);
        }
    }

    private static void measure(StandaloneStack stack, String list, Duration round)
            throws Exception {
        Map<Reach, List<Load.Client>> clients = new EnumMap<>(Reach.class);
        for (Reach reach : Reach.values()) {
            List<Load.Client> own = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Rest rest = new Rest(stack.url(), stack.token(SampleData.LARGE, reach.user));
                own.add(() -> rest.get(list));
            }
            clients.put(reach, own);
        }
        System.out.println(list);
        for (List<Load.Client> own : clients.values()) {
            Load.run(own, WARM_UP.dividedBy(Reach.values().length));
        }
        Map<Reach, List<Double>> costs = new EnumMap<>(Reach.class);
        for (int i = 0; i < ROUNDS; i++) {
            double everything = 0;
            for (Reach reach : Reach.values()) {
                double rate = Load.run(Objects.requireNonNull(clients.get(reach)), round);
                everything = reach == Reach.TENANT ? rate : everything;
                costs.computeIfAbsent(reach, none -> new ArrayList<>()).add(everything / rate);
                System.out.printf(Locale.ROOT, "  %-8s %7.0f/s", reach, rate);
            }
            System.out.println();
        }
        costs.forEach((reach, measured) ->
                System.out.printf(
                        Locale.ROOT,
                        "rights %s costs %.2f of the administrator's list%n",
                        reach.name().toLowerCase(Locale.ROOT),
                        measured.stream().sorted().toList().get(measured.size() / 2)));
    }

    /// One agent reaches her team, another what she owns; both have some hundred customers, as
    /// people have.
    private static void prepare(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(
                    """
                    UPDATE trunkline.role r SET row_scope = 'team' FROM trunkline.tenant t
                     WHERE t.id = r.tenant_id AND t.key = 'zhengzhou' AND r.key = 'agent';
                    INSERT INTO trunkline.role (tenant_id, id, key, name, permissions, row_scope, fields)
                    SELECT r.tenant_id, 1, 'own', 'Own', r.permissions, 'own', r.fields
                      FROM trunkline.role r JOIN trunkline.tenant t ON t.id = r.tenant_id
                     WHERE t.key = 'zhengzhou' AND r.key = 'agent';
                    UPDATE trunkline.member_role mr SET role_id = 1 FROM trunkline.member m
                     WHERE m.tenant_id = mr.tenant_id AND m.id = mr.member_id
                       AND m.username = 'agent4.zhengzhou';
                    UPDATE trunkline.customer c SET org_unit_id = m.org_unit_id, owner_id = m.id
                      FROM trunkline.member m
                     WHERE m.tenant_id = c.tenant_id
                       AND m.username = CASE c.id % 400 WHEN 7 THEN 'agent1.zhengzhou'
                                                        WHEN 8 THEN 'agent4.zhengzhou' END;
                    """);
            statement.execute("VACUUM ANALYZE trunkline.customer");
        }
    }
}
