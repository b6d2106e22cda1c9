package io.trunkline.pluginhost.internal.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.internal.upgrade.Rehearsal.Outcome;
import io.trunkline.tenancy.database.MigrationPlan;
import io.trunkline.tenancy.database.MigrationPlan.Step;
import io.trunkline.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule with what breaks it and the neighbour that does not. Statements are separated by `;`,
/// a change set by `//`; one that begins with `!` is run without a transaction.
class RehearsalTest {

    private static final String BASE =
            """
            CREATE TYPE mood AS ENUM ('good', 'bad');
            CREATE DOMAIN share AS int CHECK (VALUE <= 100);
            CREATE SEQUENCE numbers;
            CREATE TABLE parent (tenant_id int NOT NULL, id bigint NOT NULL, PRIMARY KEY (tenant_id, id));
            CREATE TABLE log (tenant_id int NOT NULL, id bigint NOT NULL, PRIMARY KEY (tenant_id, id));
            COMMENT ON TABLE log IS 'append-only: what was';
            CREATE TABLE note (
                tenant_id int         NOT NULL,
                id        bigint      NOT NULL,
                name      text        NOT NULL,
                short     varchar(10),
                code      varchar(10),
                size      int         DEFAULT 1,
                owner_id  bigint,
                mood      mood,
                CONSTRAINT note_pk PRIMARY KEY (tenant_id, id),
                CONSTRAINT note_name_uq UNIQUE (tenant_id, name),
                CONSTRAINT note_size CHECK (size > 0),
                CONSTRAINT note_short CHECK (short IS NOT NULL),
                CONSTRAINT note_parent_fk FOREIGN KEY (tenant_id, owner_id) REFERENCES parent (tenant_id, id)
            );
            CREATE INDEX note_by_size ON note (tenant_id, size);
            CREATE VIEW names AS SELECT tenant_id, name FROM note;
            """;

    private static TestDatabase database;

    @BeforeAll
    static void database() {
        database = TestDatabase.fresh();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE more (tenant_id int NOT NULL, id bigint NOT NULL, PRIMARY KEY (tenant_id, id));"
                        + " CREATE INDEX ON more (tenant_id); INSERT INTO more VALUES (1, 1); DELETE FROM more;"
                        + " TRUNCATE more; ALTER TABLE more ALTER tenant_id TYPE bigint; DROP TABLE more",
                "CREATE TABLE more (tenant_id int NOT NULL, note bigint NOT NULL,"
                        + " FOREIGN KEY (tenant_id, note) REFERENCES note ON DELETE CASCADE)",
                "CREATE TABLE more (tenant_id int NOT NULL, of bigint NOT NULL,"
                        + " FOREIGN KEY (tenant_id, of) REFERENCES log)",
                "ALTER TABLE note ADD COLUMN written_at timestamptz",
                "ALTER TABLE note ADD COLUMN kind text NOT NULL DEFAULT 'plain'",
                "ALTER TABLE note ADD COLUMN kind text // ALTER TABLE note DROP COLUMN kind",
                "ALTER TABLE note ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) VIRTUAL",
                "ALTER TABLE note ALTER COLUMN name DROP NOT NULL",
                "ALTER TABLE note ALTER COLUMN size SET DEFAULT 2",
                "ALTER TABLE note ALTER COLUMN code TYPE varchar(20) // ALTER TABLE note ALTER COLUMN code TYPE text",
                "ALTER TABLE note ALTER COLUMN size SET STATISTICS 1000",
                "ALTER TABLE note DROP CONSTRAINT note_size",
                "!CREATE INDEX CONCURRENTLY note_by_name ON note (tenant_id, name)",
                "!REINDEX INDEX CONCURRENTLY note_by_size",
                "ALTER INDEX note_by_size RENAME TO note_size_ix",
                "ALTER TABLE note ADD COLUMN key text // !CREATE UNIQUE INDEX CONCURRENTLY note_key_uq ON note"
                        + " (tenant_id, key) // ALTER TABLE note ADD UNIQUE USING INDEX note_key_uq",
                "ALTER TABLE note ADD COLUMN kind text; ALTER TABLE note ADD CONSTRAINT note_kind CHECK (kind <> '')"
                        + " NOT VALID // ALTER TABLE note VALIDATE CONSTRAINT note_kind",
                "ALTER TABLE note ADD COLUMN parent bigint; ALTER TABLE note ADD CONSTRAINT note_other_fk FOREIGN KEY"
                        + " (tenant_id, parent) REFERENCES parent NOT VALID // ALTER TABLE note VALIDATE"
                        + " CONSTRAINT note_other_fk",
                "CREATE OR REPLACE VIEW names AS SELECT tenant_id, name, size FROM note",
                "DROP VIEW names; CREATE VIEW names AS SELECT size, name, tenant_id FROM note",
                "ALTER TYPE mood ADD VALUE 'fair'",
                "CREATE TYPE colour AS ENUM ('red'); CREATE SEQUENCE more; DROP TYPE colour; DROP SEQUENCE more",
                "COMMENT ON TABLE note IS 'what someone wrote'; ANALYZE note",
                "DO $$ BEGIN ALTER TABLE own.note ADD COLUMN hidden int; END $$",
                "-- LOCK is only a word here\n/* RESET ROLE too */ COMMENT ON COLUMN note.name IS 'lock'",
                "ALTER TABLE own.note ADD COLUMN named text"
            })
    void whatOnlyAddsIsAllowed(String script) throws Exception {
        Outcome outcome = rehearse(script);
        assertEquals(List.of(), outcome.refused());
        assertEquals(List.of(), outcome.narrowing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ALTER TABLE note RENAME TO memo | renames table note to memo",
                "ALTER TABLE note RENAME COLUMN name TO title | renames column name of table note to title",
                "ALTER TABLE note ALTER COLUMN size TYPE bigint | writes table note anew",
                "ALTER TABLE note ALTER COLUMN code TYPE varchar(5) | writes table note anew",
                "ALTER TABLE note ADD COLUMN at timestamptz DEFAULT clock_timestamp() | writes table note anew",
                "ALTER TABLE note ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED | writes table note anew",
                "TRUNCATE note | writes table note anew or empties it",
                "DO $$ BEGIN EXECUTE concat('TRUN', 'CATE note'); END $$ | writes table note anew or empties it",
                "ALTER TABLE note ADD COLUMN kind text NOT NULL | adds column kind of table note, NOT NULL without a",
                "ALTER TABLE note ALTER COLUMN size SET NOT NULL | looks through all rows for column size",
                "ALTER TABLE note ADD CONSTRAINT c CHECK (size < 9) | adds constraint c to table note and looks through",
                "ALTER TABLE note ADD CONSTRAINT c CHECK (size < 9) NOT VALID; ALTER TABLE note VALIDATE CONSTRAINT c"
                        + " | adds constraint c to table note and looks through",
                "ALTER TABLE note ADD COLUMN kind text CHECK (kind <> '') | looks through all rows while nobody can write",
                "ALTER TABLE note ADD CONSTRAINT f FOREIGN KEY (tenant_id, id) REFERENCES parent"
                        + " | adds constraint f to table note and looks through",
                "ALTER TABLE note ADD CONSTRAINT u UNIQUE (tenant_id, size) | adds constraint u to table note and builds",
                "CREATE INDEX note_by_name ON note (tenant_id, name) | builds index note_by_name while nobody can write",
                "!CREATE INDEX note_by_name ON note (tenant_id, name) | builds index note_by_name while nobody can",
                "REINDEX TABLE note | builds index note_by_size anew",
                "UPDATE note SET size = 2 | changes rows of table note",
                "DELETE FROM note | changes rows of table note",
                "INSERT INTO parent VALUES (1, 1) | changes rows of table parent",
                "DO $$ BEGIN DELETE FROM note WHERE false; END $$ | changes rows of table note",
                "LOCK TABLE note | locks tables",
                "/* a word */ SET ROLE postgres | changes the role",
                "RESET ROLE | changes the role",
                "SET SESSION AUTHORIZATION postgres | changes the role",
                "SET LOCAL ROLE postgres | changes the role",
                "COMMIT | begins or ends a transaction",
            })
    void whatHoldsUpOrFailsOthersIsRefused(String script, String because) throws Exception {
        List<String> refused = rehearse(script).refused();
        assertTrue(
                refused.stream().anyMatch(sentence -> sentence.contains(because)),
                refused::toString);
        assertTrue(refused.getFirst().startsWith("db/2.sql::1::test, \""), refused::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DROP TABLE log | takes away table log",
                "DO $$ BEGIN DROP TABLE IF EXISTS log; END $$ | takes away table log",
                "DROP TABLE log; CREATE TABLE log (tenant_id int, id bigint) | takes away table log",
                "ALTER TABLE note DROP COLUMN size | takes away column size of table note",
                "ALTER TABLE note DROP COLUMN size; ALTER TABLE note ADD COLUMN size int | takes away column size",
                "DROP VIEW names | takes away view names",
                "DROP VIEW names; CREATE VIEW names AS SELECT tenant_id, size FROM note | takes away column name of view",
                "ALTER VIEW names RENAME TO titles | takes away view names",
                "DROP SEQUENCE numbers | takes away sequence numbers",
                "ALTER TYPE mood RENAME VALUE 'bad' TO 'worse' | takes away type mood or a part of it",
                "ALTER DOMAIN share ADD CHECK (VALUE > 0) | asks more of values of type share",
                "DROP INDEX note_by_size | takes away index note_by_size",
                "ALTER TABLE note DROP CONSTRAINT note_name_uq | takes away constraint note_name_uq",
                "ALTER TABLE note DROP CONSTRAINT note_parent_fk | takes away constraint note_parent_fk",
                "ALTER TABLE note RENAME CONSTRAINT note_name_uq TO u | renames constraint note_name_uq",
                "ALTER TABLE note ALTER COLUMN size DROP DEFAULT | takes away the default of column size",
                "ALTER TABLE note ADD COLUMN kind text NOT NULL DEFAULT '' // ALTER TABLE note ALTER COLUMN kind DROP"
                        + " DEFAULT | takes away the default of column kind",
                "ALTER TABLE note ALTER COLUMN short SET NOT NULL | makes column short of table note NOT NULL",
                "ALTER TABLE note ADD CONSTRAINT n NOT NULL size NOT VALID // ALTER TABLE note VALIDATE CONSTRAINT n"
                        + " | makes column size of table note NOT NULL",
                "ALTER TABLE note ADD CONSTRAINT c CHECK (size < 9) NOT VALID | adds constraint c to table note",
                "ALTER TABLE note ADD CONSTRAINT f FOREIGN KEY (tenant_id, id) REFERENCES parent NOT VALID"
                        + " | adds constraint f to table note",
                "!CREATE UNIQUE INDEX CONCURRENTLY u ON note (tenant_id, size) | adds unique index u to table note",
                "CREATE TABLE more (tenant_id int NOT NULL, note bigint NOT NULL, CONSTRAINT f FOREIGN KEY (tenant_id,"
                        + " note) REFERENCES note) | keeps releases before from deleting what it refers to",
                "ALTER TABLE parent ADD COLUMN org_unit_id bigint | holds the rows of table parent to units or owners",
                "ALTER TABLE note ALTER COLUMN short TYPE inet USING NULL | changes the type of column short",
            })
    void whatReleasesBeforeWouldNoticeHasToBeStated(String script, String because)
            throws Exception {
        List<String> narrowing = rehearse(script).narrowing();
        assertTrue(
                narrowing.stream().anyMatch(sentence -> sentence.contains(because)),
                narrowing::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE note DROP COLUMN size",
                "DROP TABLE log",
                "ALTER TABLE note ALTER COLUMN short SET NOT NULL",
                "ALTER TABLE note ADD CONSTRAINT n NOT NULL size NOT VALID // ALTER TABLE note VALIDATE CONSTRAINT n",
                "!CREATE UNIQUE INDEX CONCURRENTLY u ON note (tenant_id, size)",
                "!CREATE UNIQUE INDEX CONCURRENTLY u ON note (tenant_id, size) // ALTER TABLE note ADD UNIQUE USING"
                        + " INDEX u"
            })
    void whatIsStatedHoldsNobodyUp(String script) throws Exception {
        assertEquals(List.of(), rehearse(script).refused());
    }

    @Test
    void eachStatementIsNamedWithWhatToDoInstead() throws Exception {
        Outcome outcome =
                rehearse(
                        "ALTER TABLE note\n    DROP COLUMN size // ALTER TABLE note RENAME TO memo");
        assertEquals(
                List.of(
                        "db/2.sql::2::test, \"ALTER TABLE note RENAME TO memo\" renames table note to memo: add"
                                + " a new one beside it, let the code fill both, and take the old one away in a"
                                + " later release that states plugin.rollback-to"),
                outcome.refused());
        assertTrue(
                outcome.narrowing()
                        .getFirst()
                        .startsWith(
                                "db/2.sql::1::test, \"ALTER TABLE note DROP COLUMN size\" takes away column"),
                outcome::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE INDEX CONCURRENTLY i ON note (tenant_id) | give the change set runInTransaction:false",
                "ALTER TABLE nobody ADD COLUMN x int | relation \"nobody\" does not exist",
                "ALTER TABLE elsewhere.note ADD COLUMN x int | schema \"elsewhere\" does not exist",
            })
    void whatFailsInAnEmptySchemaIsRefused(String script, String because) {
        RefusedException refused = assertThrows(RefusedException.class, () -> rehearse(script));
        assertTrue(refused.reason().contains(because), refused::reason);
    }

    private static Outcome rehearse(String script) throws SQLException, RefusedException {
        try (Connection connection = database.superuser()) {
            connection
                    .createStatement()
                    .execute("DROP SCHEMA IF EXISTS trial CASCADE; CREATE SCHEMA trial");
            return new Rehearsal(connection, "trial", "own")
                    .of(new MigrationPlan(List.of(step(1, 1, BASE)), steps(script)));
        }
    }

    private static List<Step> steps(String script) {
        List<Step> steps = new ArrayList<>();
        for (String changeSet : script.split("//", -1)) {
            steps.add(step(2, steps.size() + 1, changeSet));
        }
        return steps;
    }

    private static Step step(int file, int number, String script) {
        boolean alone = script.strip().startsWith("!");
        String statements = alone ? script.strip().substring(1) : script;
        return new Step(
                "db/%d.sql::%d::test".formatted(file, number),
                !alone,
                // A block is one statement.
                statements.contains("$$")
                        ? List.of(statements)
                        : Arrays.stream(statements.split(";", -1))
                                .filter(statement -> !statement.isBlank())
                                .toList());
    }
}
