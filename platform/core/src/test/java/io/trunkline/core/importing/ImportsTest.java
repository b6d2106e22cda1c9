package io.trunkline.core.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.importing.ImportJob.Counts;
import io.trunkline.core.importing.ImportJob.State;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class ImportsTest {

    private static final String DISTRICTS = "金水区 二七区 中原区 郑东新区 管城回族区 高新区 惠济区 中牟县 新郑市 上街区";

    @Inject Imports imports;
    @Inject Customers customers;
    @Inject OrgUnits orgUnits;
    @Inject People people;
    @Inject ImportFixtures fixtures;

    @Test
    void identityNumbersAndAddressesAreTakenInAndCheckedForDuplicates() {
        String file =
                """
                客户编号,姓名,身份证号,联系地址
                %1$s-1,甲,11010519491231002x,郑州市金水区花园路1号
                %1$s-2,乙,11010519491231002X,
                %1$s-3,丙,110105194912310021,
                """
                        .formatted("ID" + System.nanoTime());
        ImportJob checked = fixtures.checked("acme", file.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                Map.of(
                        "id-number-duplicate", 1L,
                        "id-number-malformed", 1L,
                        "district-missing", 3L),
                reasons("acme", checked.id()));
        fixtures.ran("acme", checked.id());
        Customer first = fixtures.only("acme", file.lines().toList().get(1).split(",", -1)[0]);
        assertEquals("11010519491231002X", first.idNumber());
        assertEquals("郑州市金水区花园路1号", first.address());
    }

    @Test
    void aColumnWhoseFieldIsNotOpenToTheImporterIsLeftOut() {
        String file =
                "客户编号,姓名,身份证号,等级\nX%1$d,甲,11010519491231002X,高\n".formatted(System.nanoTime());
        ImportJob seen = fixtures.checked("acme", file.getBytes(StandardCharsets.UTF_8));
        assertEquals(ImportField.ID_NUMBER, seen.columns().get(2).field());
        Session narrow =
                withFields(Map.of("idNumber", Rule.MASKED, "customFields.等级", Rule.READ_ONLY));
        ImportJob job =
                TenantRunner.call(
                        narrow,
                        () ->
                                imports.upload(
                                        "narrow.csv",
                                        new ByteArrayInputStream(
                                                file.getBytes(StandardCharsets.UTF_8))));
        assertEquals(
                List.of(
                        ImportField.EXTERNAL_NUMBER,
                        ImportField.NAME,
                        ImportField.IGNORED,
                        ImportField.IGNORED),
                job.columns().stream().map(ImportColumn::field).toList());
        fixtures.settled("acme", job.id());
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () ->
                                TenantRunner.call(
                                        narrow,
                                        () ->
                                                imports.remap(
                                                        job.id(),
                                                        Map.of(2, ImportField.ID_NUMBER))));
        assertEquals(ImportError.COLUMNS_INVALID, refused.code());
        // The samples of someone who sees more stay with her.
        ImportJob others = TenantRunner.call(narrow, () -> imports.find(seen.id()).orElseThrow());
        assertEquals(List.of(), others.columns().get(2).samples());
        assertEquals(List.of("甲"), others.columns().get(1).samples());

        ImportJob whole =
                TenantRunner.call(
                        withFields(Map.of("name", Rule.HIDDEN)),
                        () ->
                                imports.upload(
                                        "hidden.csv",
                                        new ByteArrayInputStream(
                                                file.getBytes(StandardCharsets.UTF_8))));
        assertEquals("not-allowed", whole.problem());
    }

    private Session withFields(Map<String, Rule> rules) {
        Session session = people.session("supervisor", "acme");
        return new Session(
                session.tenant(),
                session.actor(),
                session.permissions(),
                session.scope(),
                new FieldPolicy(rules),
                session.locale(),
                session.zone());
    }

    @Test
    void theBranchFileIsImportedByTheRulesAndOnlyOnce() throws IOException {
        addDistricts("acme");
        byte[] file = branchFile();

        ImportJob checked = fixtures.checked("acme", file);
        Counts expected = new Counts(7026, 0, 0, 17, 305, 259);
        assertEquals("UTF-8", checked.encoding());
        assertEquals(7043, checked.rows());
        assertEquals(7043, checked.checked());
        assertEquals(expected, checked.counts());
        assertEquals(
                Map.of(
                        "name-missing", 17L,
                        "district-missing", 214L,
                        "district-unknown", 45L,
                        "phone-duplicate", 28L,
                        "birth-date-impossible", 11L,
                        "phone-malformed", 7L),
                reasons("acme", checked.id()));
        assertEquals(0, customersOf("acme", checked.id()), "a dry run writes no customer");

        ImportJob done = fixtures.ran("acme", checked.id());
        assertEquals(State.DONE, done.state());
        assertEquals(7043, done.done());
        assertEquals(expected, done.counts());
        assertEquals(7026, customersOf("acme", done.id()));
        Customer first = fixtures.only("acme", "7590-VHVEG");
        assertEquals("魏亮", first.name());
        assertEquals("188 0060 2677", first.phones().getFirst().number());
        assertEquals(2985, first.monthlyCharge().minorUnits());
        assertEquals("宽带DSL", first.customFields().get("网络类型"));
        assertEquals(people.district("acme", "中原区"), first.orgUnitId());
        assertEquals(
                1,
                Database.number(
                        "SELECT count(*) FROM trunkline.outbox WHERE type = 'CustomersImported' AND payload @> '{\"importId\": %d}'"
                                .formatted(done.id())));

        ImportJob again = fixtures.checked("acme", file);
        assertEquals(new Counts(0, 0, 7026, 17, 305, 259), again.counts());
        fixtures.ran("acme", again.id());
        assertEquals(
                new Counts(0, 0, 7026, 17, 305, 259), fixtures.find("acme", again.id()).counts());
        assertEquals(7026, customersOf("acme", again.id()), "confirmed by this import too");
        assertEquals(
                1,
                Database.number(
                        "SELECT max(version) FROM trunkline.customer WHERE external_number LIKE '%-VHVEG'"));
        assertEquals(
                7026,
                Database.number(
                        "SELECT count(*) FROM trunkline.audit_entry a JOIN trunkline.import_row r"
                                + " ON r.customer_id = a.object_id AND r.import_id = "
                                + done.id()
                                + " WHERE a.action LIKE 'customer.%' AND a.actor = 'Supervisor of Acme'"));
    }

    @Test
    void theSameFileInGb18030MeansTheSame() throws IOException {
        addDistricts("globex");
        String text = new String(branchFile(), StandardCharsets.UTF_8).substring(1);
        ImportJob job = fixtures.checked("globex", text.getBytes(Charset.forName("GB18030")));
        assertEquals("GB18030", job.encoding());
        assertEquals(new Counts(7026, 0, 0, 17, 305, 259), job.counts());
        assertEquals(
                Optional.empty(), people.as("supervisor", "acme", () -> imports.find(job.id())));
        people.as(
                "supervisor",
                "acme",
                () -> {
                    assertEquals(List.of(), imports.findings(job.id(), 0, 100));
                    assertNotThere(() -> imports.start(job.id()));
                    assertNotThere(() -> imports.cancel(job.id()));
                    assertNotThere(() -> imports.remap(job.id(), Map.of()));
                    return true;
                });
    }

    @Test
    void aPersonsAllocationStandsUntilTheFileNamesAnotherDistrict() {
        long north = people.district("acme", TestTenants.DISTRICT);
        long south = people.district("acme", TestTenants.OTHER_DISTRICT);
        importOne("A-1,Moved,Nowhere");
        Customer customer = fixtures.only("acme", "A-1");
        assertEquals(people.root("acme").id(), customer.orgUnitId());

        allocate(customer, south);
        assertEquals(new Counts(0, 0, 1, 0, 1, 1), importOne("A-1,Moved,Nowhere"));
        assertEquals(new Counts(0, 1, 0, 0, 1, 1), importOne("A-1,Renamed,Nowhere"));
        assertEquals(south, fixtures.only("acme", "A-1").orgUnitId());

        assertEquals(new Counts(0, 1, 0, 0, 0, 0), importOne("A-1,Renamed,North"));
        assertEquals(north, fixtures.only("acme", "A-1").orgUnitId());
        allocate(customer, south);
        assertEquals(new Counts(0, 0, 1, 0, 0, 0), importOne("A-1,Renamed,North"));
        assertEquals(south, fixtures.only("acme", "A-1").orgUnitId());
    }

    @Test
    void columnsCanBeCorrected() {
        String file = "编号,姓名,备用号\nC-1,列,13800002221\n";
        ImportJob guessed = fixtures.checked("acme", file.getBytes(StandardCharsets.UTF_8));
        assertEquals(ImportField.CUSTOM, guessed.columns().get(2).field());
        assertEquals(List.of("13800002221"), guessed.columns().get(2).samples());
        people.as(
                "supervisor",
                "acme",
                () -> imports.remap(guessed.id(), Map.of(2, ImportField.PHONE)));
        ImportJob again = fixtures.settled("acme", guessed.id());
        assertEquals(State.READY, again.state());
        fixtures.ran("acme", guessed.id());
        assertEquals("138 0000 2221", fixtures.only("acme", "C-1").phones().getFirst().number());
        assertEquals(Map.of(), fixtures.only("acme", "C-1").customFields());
    }

    @Test
    void anImportCutDownInTheMiddleGoesOnWithoutLossOrDouble() throws SQLException {
        String number = "K-3500";
        ImportJob before = fixtures.checked("globex", bytes("K-", 3_500, 3_501));
        fixtures.ran("globex", before.id());
        ImportJob job = fixtures.checked("globex", bytes("K-", 0, 5_000));
        assertEquals(new Counts(4_999, 0, 1, 0, 5_000, 5_000), job.counts());

        try (Connection holder = TestDatabase.shared().superuser();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(
                    "SELECT * FROM trunkline.customer WHERE external_number = '"
                            + number
                            + "' FOR UPDATE");
            people.as("supervisor", "globex", () -> imports.start(job.id()));
            Database.await("three chunks", () -> fixtures.find("globex", job.id()).done() == 3_000);
            String waiting =
                    "FROM pg_stat_activity WHERE usename LIKE '%worker' AND wait_event_type = 'Lock'";
            Database.await("the fourth", () -> Database.number("SELECT count(*) " + waiting) == 1);
            Database.texts("SELECT pg_terminate_backend(pid) " + waiting);
            Database.await(
                    "the interruption",
                    () -> fixtures.find("globex", job.id()).state() == State.INTERRUPTED);
            holder.rollback();
        }
        assertEquals(
                3_001,
                Database.number(
                        "SELECT count(*) FROM trunkline.customer WHERE external_number ^@ 'K-'"));

        ImportJob done = fixtures.ran("globex", job.id());
        assertEquals(5_000, done.done());
        assertEquals(new Counts(4_999, 0, 1, 0, 5_000, 5_000), done.counts());
        assertEquals(5_000, customersOf("globex", job.id()));
        String ofThese = " JOIN trunkline.customer c ON c.id = %s WHERE c.external_number ^@ 'K-'";
        assertEquals(
                5_000,
                Database.number(
                        "SELECT count(*) FROM trunkline.audit_entry a"
                                + ofThese.formatted("a.object_id")));
        assertEquals(
                5_000,
                Database.number(
                        "SELECT count(*) FROM trunkline.outbox o"
                                + ofThese.formatted("o.customer_id")));
        assertEquals(
                5_000,
                Database.number(
                        "SELECT count(*) FROM trunkline.customer_phone p"
                                + ofThese.formatted("p.customer_id")));
    }

    @Test
    void aCancelledImportStaysAsItIs() {
        ImportJob job = fixtures.checked("acme", bytes("X-", 0, 3));
        ImportJob cancelled = people.as("supervisor", "acme", () -> imports.cancel(job.id()));
        assertEquals(State.CANCELLED, cancelled.state());
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () -> people.as("supervisor", "acme", () -> imports.start(job.id())));
        assertEquals(ImportError.NOT_READY, refused.code());
        assertTrue(
                people.as("supervisor", "acme", () -> imports.history(10)).stream()
                        .anyMatch(found -> found.id() == job.id()));
    }

    @Test
    void onlyWhoMayImportDoes() {
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () -> people.as("lead", "acme", () -> imports.history(10)));
        assertEquals(StandardErrorCode.FORBIDDEN, refused.code());
    }

    private Counts importOne(String row) {
        ImportJob job =
                fixtures.checked(
                        "acme", ("number,name,district\n" + row).getBytes(StandardCharsets.UTF_8));
        return fixtures.ran("acme", job.id()).counts();
    }

    private void allocate(Customer customer, long unit) {
        people.as(
                "supervisor",
                "acme",
                () -> {
                    customers.allocate(List.of(customer.id()), unit);
                    return true;
                });
    }

    private Map<String, Long> reasons(String tenant, long id) {
        return people.as("supervisor", tenant, () -> imports.findings(id, 0, 1_000)).stream()
                .collect(Collectors.groupingBy(ImportFinding::reason, Collectors.counting()));
    }

    private long customersOf(String tenant, long id) {
        return people.as("supervisor", tenant, () -> customers.count(CustomerFilter.ofImport(id)));
    }

    private static void assertNotThere(Executable action) {
        assertEquals(
                StandardErrorCode.NOT_FOUND, assertThrows(PluginException.class, action).code());
    }

    private static byte[] bytes(String prefix, int from, int to) {
        StringBuilder file = new StringBuilder("客户编号,姓名,手机号\n");
        for (int i = from; i < to; i++) {
            file.append(prefix).append(i).append(",生成,139").append(50_000_000 + i).append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] branchFile() throws IOException {
        try (InputStream stream =
                ImportsTest.class.getResourceAsStream("/import/branch-customers.csv")) {
            return stream.readAllBytes();
        }
    }

    /// The districts of the branch file, which the test tenants do not have.
    private void addDistricts(String tenant) {
        Database.execute(
                """
                INSERT INTO trunkline.org_unit (tenant_id, id, parent_id, kind, name, position)
                SELECT root.tenant_id, 900 + d.n, root.id, 'district', d.name, 900 + d.n
                  FROM trunkline.tenant t
                  JOIN trunkline.org_unit root ON root.tenant_id = t.id AND root.parent_id IS NULL,
                       string_to_table('%s', ' ') WITH ORDINALITY AS d (name, n)
                 WHERE t.key = '%s'
                ON CONFLICT DO NOTHING
                """
                        .formatted(DISTRICTS, tenant));
        Database.await(
                "the districts",
                () ->
                        people.as(
                                "supervisor",
                                tenant,
                                () -> orgUnits.districtNamed("金水区").isPresent()));
    }
}
