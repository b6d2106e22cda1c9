package io.trunkline.core.importing.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trunkline.core.Json;
import io.trunkline.core.customer.Customer.Gender;
import io.trunkline.tenancy.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads and writes some thousand customers by a handful of statements.
@ApplicationScoped
class BulkCustomers {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private final IdGenerator ids;

    BulkCustomers(IdGenerator ids) {
        this.ids = ids;
    }

    record Existing(long id, CustomerState state) {}

    record Change(long id, @Nullable CustomerState before, CustomerState after) {}

    /// By external number.
    ///
    /// @param lock holds them until the transaction ends, so that what is read stays true
    Map<String, Existing> find(
            Handle handle, int tenant, Collection<String> externalNumbers, boolean lock) {
        Map<String, Existing> found = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT c.id, c.external_number, c.name, c.gender, c.birth_date, c.org_unit_id,
                               c.imported_unit_id, c.agreement_type, c.agreement_start, c.agreement_end,
                               c.monthly_charge, c.monthly_currency, c.custom_fields, c.id_number, c.address,
                               (SELECT jsonb_agg(p.e164 ORDER BY p.position) FROM trunkline.customer_phone p
                                 WHERE p.tenant_id = :tenant AND p.customer_id = c.id)
                          FROM trunkline.customer c
                         WHERE c.tenant_id = :tenant AND c.deleted_at IS NULL
                           AND c.external_number = ANY (ARRAY(
                               SELECT jsonb_array_elements_text(CAST(:numbers AS jsonb))))
                        """
                                + (lock ? " ORDER BY c.id FOR UPDATE OF c" : ""))
                .bind("tenant", tenant)
                .bind("numbers", Json.write(externalNumbers))
                .map((row, context) ->
                        new Existing(
                                row.getLong(1),
                                new CustomerState(
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4) == null
                                                ? null
                                                : Gender.valueOf(row.getString(4)),
                                        row.getObject(5, LocalDate.class),
                                        row.getString(14),
                                        row.getString(15),
                                        row.getLong(6),
                                        row.getObject(7, Long.class),
                                        row.getString(8),
                                        row.getObject(9, LocalDate.class),
                                        row.getObject(10, LocalDate.class),
                                        row.getObject(11, Long.class),
                                        row.getString(12),
                                        Map.copyOf(Json.read(row.getString(13), TEXTS)),
                                        row.getString(16) == null
                                                ? List.of()
                                                : Json.read(row.getString(16), LIST))))
                .forEach(existing -> found.put(existing.state().number(), existing));
        return found;
    }

    void insert(Handle handle, int tenant, List<Change> created) {
        if (created.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.customer (tenant_id, id, external_number, name, gender, birth_date,
                               org_unit_id, imported_unit_id, agreement_type, agreement_start, agreement_end,
                               monthly_charge, monthly_currency, custom_fields, id_number, address)
                        SELECT :tenant, r.id, r.number, r.name, r.gender, r.birth, r.unit, r.imported_unit, r.type,
                               r.start, r."end", r.charge, r.currency, r.custom, r.id_number, r.address
                          FROM\
                        """
                                + RECORDSET)
                .bind("tenant", tenant)
                .bind("rows", rows(created))
                .execute();
        phones(handle, tenant, created);
    }

    void update(Handle handle, int tenant, List<Change> updated) {
        if (updated.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        """
                        UPDATE trunkline.customer c
                           SET name = r.name, gender = r.gender, birth_date = r.birth, org_unit_id = r.unit,
                               imported_unit_id = r.imported_unit, agreement_type = r.type,
                               agreement_start = r.start, agreement_end = r."end", monthly_charge = r.charge,
                               monthly_currency = r.currency, custom_fields = r.custom,
                               id_number = r.id_number, address = r.address,
                               version = c.version + 1, updated_at = now()
                          FROM\
                        """
                                + RECORDSET
                                + " WHERE c.tenant_id = :tenant AND c.id = r.id")
                .bind("tenant", tenant)
                .bind("rows", rows(updated))
                .execute();
        phones(handle, tenant, updated);
    }

    private static final String RECORDSET =
            """
             jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (id bigint, number text, name text, gender text,
                               birth date, unit bigint, imported_unit bigint, type text, start date, "end" date,
                               charge bigint, currency text, custom jsonb, id_number text, address text)
            """;

    private static String rows(List<Change> changes) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Change change : changes) {
            CustomerState state = change.after();
            Map<String, Object> row = new HashMap<>();
            row.put("id", change.id());
            row.put("number", state.number());
            row.put("name", state.name());
            row.put("gender", state.gender());
            row.put("birth", state.birthDate());
            row.put("unit", state.unit());
            row.put("imported_unit", state.importedUnit());
            row.put("type", state.agreementType());
            row.put("start", state.agreementStart());
            row.put("end", state.agreementEnd());
            row.put("charge", state.charge());
            row.put("currency", state.currency());
            row.put("id_number", state.idNumber());
            row.put("address", state.address());
            row.put("custom", state.customFields());
            rows.add(row);
        }
        return Json.write(rows);
    }

    /// An import adds phones and never takes one away.
    private void phones(Handle handle, int tenant, List<Change> changes) {
        record Phone(long id, long customer, int position, String e164) {}
        List<Phone> phones = new ArrayList<>();
        for (Change change : changes) {
            CustomerState before = change.before();
            Set<String> known = new HashSet<>(before == null ? List.of() : before.phones());
            List<String> after = change.after().phones();
            if (known.size() == after.size()) {
                continue;
            }
            for (int position = 0; position < after.size(); position++) {
                phones.add(new Phone(0, change.id(), position, after.get(position)));
            }
        }
        if (phones.isEmpty()) {
            return;
        }
        long first = ids.block(phones.size());
        List<Phone> numbered = new ArrayList<>();
        for (Phone phone : phones) {
            numbered.add(
                    new Phone(
                            first + numbered.size(),
                            phone.customer(),
                            phone.position(),
                            phone.e164()));
        }
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.customer_phone (tenant_id, id, customer_id, position, e164)
                        SELECT :tenant, r.id, r.customer, r.position, r.e164
                          FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                               AS r (id bigint, customer bigint, position int, e164 text)
                        ON CONFLICT (tenant_id, customer_id, e164)
                        DO UPDATE SET position = excluded.position
                        """)
                .bind("tenant", tenant)
                .bind("rows", Json.write(numbered))
                .execute();
    }
}
