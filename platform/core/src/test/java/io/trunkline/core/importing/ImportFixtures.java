package io.trunkline.core.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.importing.ImportJob.State;
import io.trunkline.spi.CustomerFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/// Imports a file step by step, as a supervisor would, and finds what came of it.
@ApplicationScoped
public class ImportFixtures {

    private final Imports imports;
    private final Customers customers;
    private final People people;

    ImportFixtures(Imports imports, Customers customers, People people) {
        this.imports = imports;
        this.customers = customers;
        this.people = people;
    }

    public ImportJob upload(String tenant, InputStream content) {
        return people.as("supervisor", tenant, () -> imports.upload("file.csv", content));
    }

    public ImportJob checked(String tenant, byte[] file) {
        ImportJob job = upload(tenant, new ByteArrayInputStream(file));
        ImportJob ready = settled(tenant, job.id());
        assertEquals(State.READY, ready.state(), String.valueOf(ready.problem()));
        return ready;
    }

    public ImportJob ran(String tenant, long id) {
        people.as("supervisor", tenant, () -> imports.start(id));
        return settled(tenant, id);
    }

    public ImportJob settled(String tenant, long id) {
        Database.await(
                "import " + id,
                () ->
                        find(tenant, id).state() != State.CHECKING
                                && find(tenant, id).state() != State.RUNNING);
        return find(tenant, id);
    }

    public ImportJob find(String tenant, long id) {
        return people.as("supervisor", tenant, () -> imports.find(id).orElseThrow());
    }

    public Customer only(String tenant, String number) {
        CustomerFilter filter = new CustomerFilter(number, null, null, null, null, null);
        List<Customer> found =
                people.as(
                                "supervisor",
                                tenant,
                                () ->
                                        customers.list(
                                                new CustomerQuery(
                                                        filter, null, Sort.CREATED, null, 10)))
                        .customers();
        assertEquals(1, found.size(), number);
        return found.getFirst();
    }
}
