package io.trunkline.tenancy.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.database.RowSecurity.Flavour;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SchemaRulesTest {

    private static final String SCHEMA = "plugin_trial";
    private static final String GOOD =
            "CREATE TABLE good (tenant_id int NOT NULL, id bigint NOT NULL, org_unit_id bigint NOT NULL,"
                    + " PRIMARY KEY (tenant_id, id));";

    private Installation installation;
    private String owner;
    private String serving;

    @BeforeEach
    void makeSchema() throws SQLException {
        installation = Installation.empty();
        String name = installation.database().name();
        owner = name + "_plugin_trial_owner";
        serving = name + "_plugin_trial";
        try (Connection migrator = installation.database().migrator();
                Statement statement = migrator.createStatement()) {
            statement.execute("CREATE ROLE \"" + owner + "\"");
            statement.execute(
                    "CREATE ROLE \"%s\" LOGIN IN ROLE \"%s_plugins\"".formatted(serving, name));
            statement.execute("CREATE SCHEMA plugin_trial AUTHORIZATION \"" + owner + "\"");
        }
    }

    @Test
    void aSchemaThatKeepsTheRulesHasNoViolation() throws SQLException {
        assertEquals(List.of(), after(GOOD));
    }

    @Test
    void aTableWithoutATenantIsReported() throws SQLException {
        assertEquals(
                List.of("table t has no column tenant_id"),
                after(
                        "CREATE TABLE t (id bigint PRIMARY KEY); COMMENT ON TABLE t IS 'platform: trick'"));
    }

    @Test
    void aTenantThatMayBeNullOrIsNoIntIsReported() throws SQLException {
        assertEquals(
                List.of("table t: tenant_id must be int NOT NULL"),
                after("CREATE TABLE t (tenant_id bigint NOT NULL, PRIMARY KEY (tenant_id))"));
    }

    @Test
    void keysAndIndexesWithoutTheTenantAreReported() throws SQLException {
        assertEquals(
                List.of(
                        "table t: index or key t_index does not begin with tenant_id",
                        "table t: index or key t_name_key does not begin with tenant_id",
                        "table t: index or key t_pkey does not begin with tenant_id"),
                after(
                        "CREATE TABLE t (tenant_id int NOT NULL, id bigint PRIMARY KEY, name text UNIQUE);"
                                + " CREATE INDEX t_index ON t (name, tenant_id)"));
    }

    @Test
    void aTableWithoutAPrimaryKeyIsReported() throws SQLException {
        assertEquals(
                List.of("table t has no primary key"),
                after("CREATE TABLE t (tenant_id int NOT NULL)"));
    }

    @Test
    void foreignKeysWithoutTheTenantAreReported() throws SQLException {
        List<String> found =
                after(
                        GOOD
                                + "CREATE TABLE t (tenant_id int NOT NULL, id bigint NOT NULL, good_id bigint,"
                                + " PRIMARY KEY (tenant_id, id),"
                                + " CONSTRAINT turned FOREIGN KEY (good_id, tenant_id) REFERENCES good (id, tenant_id),"
                                + " CONSTRAINT nulling FOREIGN KEY (tenant_id, good_id) REFERENCES good ON DELETE SET NULL)");
        assertEquals(
                List.of(
                        "table t: foreign key turned does not begin with tenant_id on both sides",
                        "table t: foreign key nulling sets or updates columns: tenant_id is never changed"),
                found);
    }

    @Test
    void aTableWithoutAPolicyIsReported() throws SQLException {
        assertEquals(
                List.of(
                        "table good: row security is not enabled and forced",
                        "table good has no row policy"),
                after(GOOD, false));
    }

    @Test
    void anyOtherPolicyIsReportedAndReplaced() throws SQLException {
        after(GOOD);
        asOwner("CREATE POLICY more ON good USING (true)");
        List<String> found = violations();
        assertEquals(1, found.size());
        assertTrue(
                found.getFirst().startsWith("table good has other row policies"), found::getFirst);

        applyRowSecurity();
        assertEquals(List.of(), violations());
    }

    @Test
    void rowSecurityThatIsNotForcedIsReported() throws SQLException {
        after(GOOD);
        asOwner("ALTER TABLE good NO FORCE ROW LEVEL SECURITY");
        assertEquals(List.of("table good: row security is not enabled and forced"), violations());
    }

    @Test
    void aUnitThatMayBeNullIsReported() throws SQLException {
        assertEquals(
                List.of("table t: org_unit_id must be NOT NULL, or its rows are seen by nobody"),
                after("CREATE TABLE t (tenant_id int PRIMARY KEY, org_unit_id bigint)"));
    }

    @Test
    void triggersAndMaterializedViewsAreReported() throws SQLException {
        assertEquals(
                List.of(
                        "copy is a materialized view or foreign table: row security cannot hold it",
                        "table good has the trigger spy: triggers are not allowed",
                        "plugin_trial.spy() is a function: they are not allowed, since some run as the"
                                + " tables' owner"),
                after(
                        GOOD
                                + "CREATE MATERIALIZED VIEW copy AS SELECT 1 AS one;"
                                + "CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                                + "CREATE TRIGGER spy BEFORE INSERT ON good FOR EACH ROW EXECUTE FUNCTION spy()"));
    }

    @Test
    void aTableOfAnotherOwnerAndAServingRoleThatIsTooStrongAreReported() throws SQLException {
        after(GOOD);
        installation.asSuperuser(
                "ALTER TABLE plugin_trial.good OWNER TO \"%1$s\"; ALTER ROLE \"%1$s\" BYPASSRLS"
                        .formatted(serving));
        assertEquals(
                List.of(
                        "table good belongs to " + serving + ", expected " + owner,
                        "role " + serving + " could get around row security"),
                violations());
    }

    private List<String> after(String sql) throws SQLException {
        return after(sql, true);
    }

    private List<String> after(String sql, boolean secured) throws SQLException {
        asOwner(sql);
        if (secured) {
            applyRowSecurity();
        }
        return violations();
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection migrator = installation.database().migrator();
                Statement statement = migrator.createStatement()) {
            statement.execute("SET ROLE \"" + owner + "\"");
            statement.execute("SET search_path TO plugin_trial");
            statement.execute(sql);
        }
    }

    private void applyRowSecurity() throws SQLException {
        try (Connection migrator = installation.database().migrator()) {
            RowSecurity.apply(migrator, SCHEMA, owner, Flavour.PLUGIN, Set.of(serving));
        }
    }

    private List<String> violations() throws SQLException {
        try (Connection migrator = installation.database().migrator()) {
            return SchemaRules.violations(migrator, SCHEMA, owner, Flavour.PLUGIN, Set.of(serving));
        }
    }
}
