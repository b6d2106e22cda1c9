package io.trunkline.server.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two tenants with the same people and the same shape of data, made behind the product's back.
///
/// In each, every unit holds customers; in the first team one belongs to each person whose rows are
/// her own. Each customer has a call task (`tasks`: its id by the customer's). For each role there
/// is a person under the role's own field policy and one under each of [#POLICIES].
record World(
        List<Person> people, List<Card> cards, Map<String, Long> units, Map<Long, Long> tasks) {

    /// Every field that a policy can name; those of a customer's page.
    static final List<String> FIELDS =
            List.of(
                    "externalNumber",
                    "name",
                    "gender",
                    "birthDate",
                    "phone",
                    "idNumber",
                    "address",
                    "agreementType",
                    "agreementStart",
                    "agreementEnd",
                    "monthlyCharge",
                    "customFields");

    static final List<String> POLICIES = List.of("open", "read-only", "masked", "hidden");

    static final List<String> UNITS =
            List.of(
                    "/",
                    "North District",
                    "North District/1",
                    "South District",
                    "South District/1");

    private static final long FIRST_ID = 900_000_000_000L;
    private static final String CUSTOM_FIELD = "matrix";

    List<Person> peopleOf(String tenant) {
        return people.stream().filter(person -> person.tenant().equals(tenant)).toList();
    }

    List<Card> cardsOf(String tenant) {
        return cards.stream().filter(card -> card.tenant().equals(tenant)).toList();
    }

    Card card(long id) {
        return cards.stream().filter(card -> card.id() == id).findFirst().orElseThrow();
    }

    /// @param unit `/`, a district, or `district/team`
    long unit(String tenant, String unit) {
        Long id = units.get(tenant + ":" + unit);
        if (id == null) {
            throw new IllegalArgumentException("no unit " + unit + " in " + tenant);
        }
        return id;
    }

    /// Who may do everything over the whole tenant and sees every field.
    Person everybodysBoss(String tenant) {
        return people.stream()
                .filter(person -> person.tenant().equals(tenant))
                .filter(person -> person.role().equals("supervisor"))
                .filter(person -> person.policy().equals("open"))
                .findFirst()
                .orElseThrow();
    }

    World withTasks(Map<Long, Long> found) {
        return new World(people, cards, units, Map.copyOf(found));
    }

    /// Made anew or found as an earlier test of this process made it.
    static World make() throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser()) {
            return new Making(connection).run();
        }
    }

    private static final class Making {

        private final Connection connection;
        private final List<Person> people = new ArrayList<>();
        private final List<Card> cards = new ArrayList<>();
        private final Map<String, Long> units = new HashMap<>();
        private long nextId = FIRST_ID;
        private int number;

        Making(Connection connection) {
            this.connection = connection;
        }

        World run() throws SQLException {
            for (String tenant : TestTenants.BOTH) {
                int id = (int) number("SELECT id FROM trunkline.tenant WHERE key = ?", tenant);
                findUnits(tenant, id);
                addPeople(tenant, id);
                addCustomers(tenant, id);
            }
            return new World(List.copyOf(people), List.copyOf(cards), Map.copyOf(units), Map.of());
        }

        private void findUnits(String tenant, int id) throws SQLException {
            String path =
                    """
                    SELECT u.id FROM trunkline.org_unit u LEFT JOIN trunkline.org_unit p
                        ON p.tenant_id = u.tenant_id AND p.id = u.parent_id
                     WHERE u.tenant_id = ?
                       AND CASE u.kind WHEN 'city' THEN '/' WHEN 'district' THEN u.name
                                       ELSE p.name || '/' || u.name END = ?
                    """;
            for (String unit : UNITS) {
                units.put(tenant + ":" + unit, number(path, id, unit));
            }
        }

        private void addPeople(String tenant, int id) throws SQLException {
            List<DefaultRoles.Role> roles = new ArrayList<>(DefaultRoles.all());
            DefaultRoles.Role agent =
                    roles.stream()
                            .filter(role -> role.name().equals("agent"))
                            .findFirst()
                            .orElseThrow();
            roles.add(new DefaultRoles.Role("own", "own", agent.permissions(), agent.fields()));
            roles.add(new DefaultRoles.Role("team", "team", agent.permissions(), agent.fields()));
            for (DefaultRoles.Role role : roles) {
                addPerson(tenant, id, role, "default", role.fields());
                for (String policy : POLICIES) {
                    Map<String, String> rules =
                            FIELDS.stream()
                                    .collect(Collectors.toMap(field -> field, field -> policy));
                    addPerson(tenant, id, role, policy, rules);
                }
            }
        }

        private void addPerson(
                String tenant,
                int id,
                DefaultRoles.Role role,
                String policy,
                Map<String, String> rules)
                throws SQLException {
            String unit =
                    switch (role.rows()) {
                        case "tenant" -> "/";
                        case "district" ->
                                role.name().equals("agent") ? "North District/1" : "North District";
                        default -> "North District/1";
                    };
            String username = "matrix-" + role.name() + "-" + policy + "." + tenant;
            long roleId = nextId++;
            long memberId = nextId++;
            execute(
                    """
                    INSERT INTO trunkline.role (tenant_id, id, key, permissions, row_scope, fields)
                    VALUES (?, ?, ?, string_to_array(?, ' '), ?, CAST(? AS jsonb)) ON CONFLICT DO NOTHING
                    """,
                    id,
                    roleId,
                    "matrix-" + role.name() + "-" + policy,
                    String.join(" ", role.permissions()),
                    role.rows(),
                    json(rules));
            execute(
                    """
                    INSERT INTO trunkline.member (tenant_id, id, username, display_name, org_unit_id)
                    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                    id,
                    memberId,
                    username,
                    "Matrix " + role.name() + " " + policy,
                    units.get(tenant + ":" + unit));
            execute(
                    "INSERT INTO trunkline.member_role (tenant_id, member_id, role_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    id,
                    memberId,
                    roleId);
            people.add(
                    new Person(
                            tenant,
                            username,
                            role.name(),
                            policy,
                            role.permissions(),
                            role.rows(),
                            unit,
                            Map.copyOf(rules)));
            if (role.rows().equals("own")) {
                addCustomer(tenant, id, unit, username, memberId);
            }
        }

        private void addCustomers(String tenant, int id) throws SQLException {
            execute(
                    """
                    INSERT INTO trunkline.custom_field (tenant_id, key, label, position)
                    VALUES (?, ?, 'Matrix', 1) ON CONFLICT DO NOTHING
                    """,
                    id,
                    CUSTOM_FIELD);
            for (String unit : UNITS) {
                addCustomer(tenant, id, unit, "", 0);
            }
        }

        private void addCustomer(
                String tenant, int tenantId, String unit, String owner, long ownerId)
                throws SQLException {
            int n = number++;
            Map<String, String> values = new LinkedHashMap<>();
            values.put("externalNumber", "M%04d-number".formatted(n));
            values.put("name", "Zz%04d Matrix".formatted(n));
            values.put("birthDate", LocalDate.of(1951, 1, 1).plusDays(n).toString());
            values.put("phone", "1381111%04d".formatted(n));
            values.put("idNumber", "Passport-77%04d55".formatted(n));
            values.put("address", "河南省郑州市金水区矩阵路%04d号".formatted(n));
            values.put("agreementType", "Plan-%04d-matrix".formatted(n));
            values.put("agreementStart", LocalDate.of(2011, 1, 1).plusDays(n).toString());
            values.put("agreementEnd", LocalDate.of(2041, 1, 1).plusDays(n).toString());
            values.put("monthlyCharge", "71%04d93".formatted(n));
            values.put("customFields", "Custom-%04d-matrix".formatted(n));
            long id = nextId++;
            execute(
                    """
                    INSERT INTO trunkline.customer (tenant_id, id, external_number, name, gender, birth_date,
                           org_unit_id, owner_id, agreement_type, agreement_start, agreement_end,
                           monthly_charge, monthly_currency, custom_fields, id_number, address)
                    VALUES (?, ?, ?, ?, 'FEMALE', ?, ?, ?, ?, ?, ?, ?, 'CNY', CAST(? AS jsonb), ?, ?) ON CONFLICT DO NOTHING
                    """,
                    tenantId,
                    id,
                    values.get("externalNumber"),
                    values.get("name"),
                    LocalDate.parse(values.get("birthDate")),
                    units.get(tenant + ":" + unit),
                    ownerId == 0 ? null : ownerId,
                    values.get("agreementType"),
                    LocalDate.parse(values.get("agreementStart")),
                    LocalDate.parse(values.get("agreementEnd")),
                    Long.parseLong(values.get("monthlyCharge")),
                    json(Map.of(CUSTOM_FIELD, values.get("customFields"))),
                    values.get("idNumber"),
                    values.get("address"));
            execute(
                    """
                    INSERT INTO trunkline.customer_phone (tenant_id, id, customer_id, position, e164)
                    VALUES (?, ?, ?, 0, ?) ON CONFLICT DO NOTHING
                    """,
                    tenantId,
                    nextId++,
                    id,
                    "+86" + values.get("phone"));
            cards.add(new Card(tenant, id, unit, owner, Map.copyOf(values)));
        }

        private void execute(String sql, @Nullable Object... values) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, values);
                statement.executeUpdate();
            }
        }

        private long number(String sql, Object... values) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, values);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("nothing found by " + sql);
                    }
                    return row.getLong(1);
                }
            }
        }

        private static void bind(PreparedStatement statement, @Nullable Object[] values)
                throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        }

        private static String json(Map<String, String> values) {
            try {
                return new ObjectMapper().writeValueAsString(values);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
