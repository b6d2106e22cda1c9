package io.trunkline.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.approval.ApprovalAsk;
import io.trunkline.core.approval.ApprovalRules;
import io.trunkline.core.approval.Approvals;
import io.trunkline.core.approval.StandIns;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.export.CustomerExport;
import io.trunkline.core.export.CustomerExports;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.Imports;
import io.trunkline.core.interaction.Interactions;
import io.trunkline.core.notification.Notifications;
import io.trunkline.core.reminder.ReminderDraft;
import io.trunkline.core.reminder.Reminders;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.audit.AuditSealJob;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.preference.Preferences;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.RowSecurityProbe;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class IsolationTest {

    private static final String FILE =
            "number,name,phone,district,colour\nI-1,Isolated,13800009991,North,red\n";

    @Inject Customers customers;
    @Inject Imports imports;
    @Inject CustomerExports exports;
    @Inject Interactions interactions;
    @Inject Approvals approvals;
    @Inject ApprovalRules rules;
    @Inject StandIns standIns;
    @Inject TenantDatabase database;
    @Inject Notifications notifications;
    @Inject Reminders reminders;
    @Inject Jobs jobs;
    @Inject OrgUnits orgUnits;
    @Inject People people;
    @Inject Preferences preferences;

    @Test
    void statementsWithoutATenantReachNoOtherTenantInAnyTable() throws SQLException {
        for (String tenant : TestTenants.BOTH) {
            fillEveryTable(tenant);
        }
        jobs.run(AuditSealJob.NAME);
        TestDatabase database = TestDatabase.shared();
        for (DataSource role : List.of(database.appDataSource(), database.workerDataSource())) {
            try (Connection connection = role.getConnection()) {
                for (List<String> pair : List.of(TestTenants.BOTH, TestTenants.BOTH.reversed())) {
                    RowSecurityProbe probe =
                            new RowSecurityProbe(
                                    connection,
                                    id(pair.getFirst()),
                                    units(pair.getFirst()),
                                    id(pair.getLast()));
                    for (String schema : List.of("trunkline", "shared")) {
                        assertEquals(List.of(), probe.emptyTables(schema));
                        assertEquals(List.of(), probe.violations(schema));
                    }
                }
            }
        }
    }

    private void fillEveryTable(String tenant) {
        ImportJob job =
                people.as(
                        "supervisor",
                        tenant,
                        () ->
                                imports.upload(
                                        "one.csv",
                                        new ByteArrayInputStream(
                                                FILE.getBytes(StandardCharsets.UTF_8))));
        await(tenant, job, ImportJob.State.READY);
        people.as("supervisor", tenant, () -> imports.start(job.id()));
        await(tenant, job, ImportJob.State.DONE);
        people.as(
                "supervisor",
                tenant,
                () -> {
                    preferences.put("look.theme", "dark");
                    return true;
                });
        CustomerFilter one = filter("I-1");
        people.as(
                "supervisor",
                tenant,
                () -> {
                    long customer =
                            customers
                                    .list(new CustomerQuery(one, null, Sort.CREATED, null, 1))
                                    .customers()
                                    .getFirst()
                                    .id();
                    return interactions.addNote(customer, "seen");
                });
        people.as("agent1", tenant, () -> customers.count(filter("13800009991")));
        CustomerExport file =
                people.as(
                        "supervisor",
                        tenant,
                        () ->
                                exports.start(
                                        new CustomerQuery(one, null, Sort.CREATED, null, 1),
                                        CustomerExport.Format.CSV,
                                        key -> key));
        Database.await(
                "an export",
                () ->
                        people.as("supervisor", tenant, () -> exports.find(file.id()).orElseThrow())
                                        .state()
                                == CustomerExport.State.DONE);
        people.as(
                "supervisor",
                tenant,
                () -> {
                    notifications.save(notifications.preferences());
                    return reminders.create(new ReminderDraft("isolated", null, "", Instant.now()));
                });
        jobs.run("reminders");
        fillApprovals(tenant);
        Database.execute(
                """
                INSERT INTO trunkline.position (tenant_id, id, key, name)
                VALUES (%1$d, 1, 'isolated', 'Isolated') ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.position_role (tenant_id, position_id, role_id)
                SELECT tenant_id, 1, id FROM trunkline.role
                 WHERE tenant_id = %1$d AND key = 'agent' ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.handover (tenant_id, id, from_member_id, to_member_ids, customers,
                       work, reason, state, total, created_by)
                VALUES (%1$d, 1, 1, '{2}', true, true, '', 'DONE', 0, 'isolation') ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.retention (tenant_id, audit_months, bin_days, version)
                VALUES (%1$d, 36, 90, 1) ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.tenant_limit (tenant_id, resource, amount)
                VALUES (%1$d, 'SMS', 5) ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.resource_use (tenant_id, resource, period, used)
                VALUES (%1$d, 'SMS', now(), 1) ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.sign_in (tenant_id, id, member_id, sid, address, device)
                SELECT tenant_id, id, id, 'sid', '192.0.2.1', 'a browser' FROM trunkline.member
                 WHERE tenant_id = %1$d AND username LIKE 'agent6.%%' ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.sign_out (tenant_id, id, member_id)
                SELECT tenant_id, id, id FROM trunkline.member
                 WHERE tenant_id = %1$d AND username LIKE 'agent6.%%' ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.draft (tenant_id, member_id, form, object_id, fields)
                SELECT tenant_id, id, 'customer.note', 1, '{}' FROM trunkline.member
                 WHERE tenant_id = %1$d AND username LIKE 'agent6.%%' ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.role (tenant_id, id, key, name, permissions, row_scope, fields)
                SELECT tenant_id, 1, 'isolated-machine', 'Machine', '{}', row_scope, fields
                  FROM trunkline.role WHERE tenant_id = %1$d AND key = 'agent' ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.service_account (tenant_id, id, role_id, name, client_id, created_by)
                SELECT m.tenant_id, m.id, r.id, 'Billing', 'billing', 'a test' FROM trunkline.member m
                  JOIN trunkline.role r ON r.tenant_id = m.tenant_id AND r.key = 'isolated-machine'
                 WHERE m.tenant_id = %1$d AND m.username LIKE 'agent6.%%' ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.access_device (tenant_id, id, member_id, digest, agent, address)
                SELECT tenant_id, id, id, 'isolated', 'a browser', '192.0.2.1' FROM trunkline.member
                 WHERE tenant_id = %1$d AND username LIKE 'agent6.%%' ON CONFLICT DO NOTHING;
                INSERT INTO trunkline.approval_handed
                       (tenant_id, request_id, step, from_member_id, member_id, handover_id)
                SELECT r.tenant_id, r.id, 9, m.id, m.id, 1 FROM trunkline.approval_request r
                  JOIN trunkline.member m ON m.tenant_id = r.tenant_id AND m.username LIKE 'agent6.%%'
                 WHERE r.tenant_id = %1$d AND r.request_key = 'waiting' ON CONFLICT DO NOTHING
                """
                        .formatted(id(tenant)));
        Database.execute(
                """
                INSERT INTO trunkline.event_delivery (tenant_id, event_id, subscriber_id, state, attempts)
                SELECT tenant_id, max(id), 'isolation', 'DONE', 1 FROM trunkline.outbox
                 WHERE tenant_id = %d GROUP BY tenant_id ON CONFLICT DO NOTHING
                """
                        .formatted(id(tenant)));
        Database.await(
                "the dispatcher",
                () ->
                        Database.number(
                                        "SELECT count(*) FROM trunkline.event_lease WHERE tenant_id"
                                                + " = "
                                                + id(tenant))
                                == 1);
    }

    private static CustomerFilter filter(String query) {
        return new CustomerFilter(query, null, null, null, null, null);
    }

    private void fillApprovals(String tenant) {
        Session session = people.session("supervisor", tenant);
        long member = session.actor().requireMember();
        people.as(
                "supervisor",
                tenant,
                () ->
                        database.inTransaction(handle -> {
                            for (Long requester : new Long[] {member, null}) {
                                approvals.ask(
                                        handle,
                                        new ApprovalAsk(
                                                "loyalty",
                                                "adjustment",
                                                "isolated " + requester,
                                                requester,
                                                "Isolated",
                                                List.of(),
                                                null,
                                                ""));
                            }
                            return true;
                        }));
        people.as(
                "supervisor",
                tenant,
                () ->
                        approvals.decide(
                                approvals
                                        .list(Approvals.Box.TO_DECIDE, Long.MAX_VALUE, 1)
                                        .getFirst()
                                        .id(),
                                0,
                                true,
                                ""));
        LocalDate today = LocalDate.now(session.zone());
        people.as(
                "lead",
                tenant,
                () -> {
                    standIns.save(new StandIns.StandIn(member, today, today));
                    return true;
                });
        people.as(
                "admin",
                tenant,
                () ->
                        rules.save(
                                "loyalty",
                                "adjustment",
                                List.of(),
                                rules.all().getFirst().version()));
        people.as(
                "supervisor",
                tenant,
                () ->
                        database.inTransaction(handle -> {
                            approvals.ask(
                                    handle,
                                    new ApprovalAsk(
                                            "loyalty",
                                            "adjustment",
                                            "waiting",
                                            null,
                                            "Waiting",
                                            List.of(),
                                            null,
                                            ""));
                            return true;
                        }));
    }

    private void await(String tenant, ImportJob job, ImportJob.State state) {
        Database.await(
                "state " + state,
                () ->
                        people.as("supervisor", tenant, () -> imports.find(job.id()).orElseThrow())
                                        .state()
                                == state);
    }

    private int id(String tenant) {
        return people.session("supervisor", tenant).tenant().id();
    }

    private Set<Long> units(String tenant) {
        return people.as("supervisor", tenant, orgUnits::all).stream()
                .map(OrgUnit::id)
                .collect(Collectors.toSet());
    }
}
