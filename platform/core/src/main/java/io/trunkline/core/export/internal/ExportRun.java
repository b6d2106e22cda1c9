package io.trunkline.core.export.internal;

import io.trunkline.core.Json;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerPage;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.export.CustomerExport.Format;
import io.trunkline.core.export.CustomerExport.State;
import io.trunkline.core.export.ExportConfig;
import io.trunkline.spi.Member;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes one file: the list page by page, each in a short transaction of its own, so that no long
/// snapshot holds the database back.
@ApplicationScoped
class ExportRun {

    private static final Logger LOG = Logger.getLogger(ExportRun.class);
    private static final int PAGE = 200;

    private final TenantDatabase database;
    private final Customers customers;
    private final ExportFiles files;
    private final OrgUnits orgUnits;
    private final Members members;
    private final Audit audit;
    private final ExportConfig config;

    ExportRun(
            TenantDatabase database,
            Customers customers,
            ExportFiles files,
            OrgUnits orgUnits,
            Members members,
            Audit audit,
            ExportConfig config) {
        this.database = database;
        this.customers = customers;
        this.files = files;
        this.orgUnits = orgUnits;
        this.members = members;
        this.audit = audit;
        this.config = config;
    }

    private record Written(long rows, boolean capped) {}

    void make(long id, CustomerQuery query, Format format, UnaryOperator<String> texts) {
        int tenant = TenantRunner.current().tenant().id();
        try {
            Written written = write(tenant, id, query, format, texts);
            if (written != null) {
                end(tenant, id, State.DONE, written);
            } else {
                end(tenant, id, State.FAILED, new Written(0, false));
            }
        } catch (IOException | RuntimeException failed) {
            // Without the message: a statement's carries the customers it was about.
            LOG.errorf("export %d failed: %s", id, failed.getClass().getName());
            end(tenant, id, State.FAILED, new Written(0, false));
        }
    }

    /// @return null when it was cancelled or its time was over
    private @Nullable Written write(
            int tenant, long id, CustomerQuery query, Format format, UnaryOperator<String> texts)
            throws IOException {
        Session session = TenantRunner.current();
        ExportColumns columns =
                new ExportColumns(
                        session.fields(), customers.customFields(), session.zone(), texts);
        Map<Long, String> units =
                orgUnits.all().stream().collect(Collectors.toMap(OrgUnit::id, OrgUnit::name));
        Map<Long, String> owners = new HashMap<>();
        long rows = 0;
        boolean capped = false;
        Pieces pieces =
                new Pieces((nth, piece) ->
                        database.inTransaction(handle -> {
                            files.add(handle, tenant, id, nth, piece);
                            return true;
                        }));
        try (ExportSheet sheet = ExportSheet.open(format, pieces)) {
            sheet.row(columns.head());
            @Nullable String after = null;
            do {
                if (!goesOn(tenant, id, rows)) {
                    return null;
                }
                CustomerPage page =
                        customers.list(
                                new CustomerQuery(
                                        query.filter(), query.phone(), query.sort(), after, PAGE));
                learnOwners(page.customers(), owners);
                for (Customer customer : page.customers()) {
                    if (rows == config.mostRows()) {
                        capped = true;
                        break;
                    }
                    sheet.row(columns.row(customer, units, owners));
                    rows++;
                }
                after = page.next();
            } while (after != null && !capped);
        }
        return new Written(rows, capped);
    }

    /// Of one that waits for its turn; renews its lease.
    boolean goesOn(long id) {
        return goesOn(TenantRunner.current().tenant().id(), id, 0);
    }

    private boolean goesOn(int tenant, long id, long rows) {
        return !Thread.currentThread().isInterrupted()
                && database.inTransaction(handle -> files.progress(handle, tenant, id, rows));
    }

    private void learnOwners(List<Customer> page, Map<Long, String> owners) {
        List<Long> unknown =
                page.stream()
                        .map(Customer::ownerId)
                        .filter(Objects::nonNull)
                        .filter(owner -> !owners.containsKey(owner))
                        .distinct()
                        .toList();
        for (Member member : members.findAll(unknown)) {
            owners.put(member.id(), member.name());
        }
    }

    /// One that was cancelled has its entry already.
    private void end(int tenant, long id, State state, Written written) {
        try {
            database.inTransaction(handle -> {
                if (files.end(handle, tenant, id, state, written.rows(), written.capped())) {
                    audit.record(
                            handle,
                            "customer.export-end",
                            "export",
                            id,
                            null,
                            Json.write(
                                    Map.of(
                                            "state",
                                            state,
                                            "rows",
                                            written.rows(),
                                            "capped",
                                            written.capped())));
                }
                return true;
            });
        } catch (RuntimeException e) {
            LOG.warnf("export %d ends when its time is over: %s", id, e.getClass().getName());
        }
    }
}
