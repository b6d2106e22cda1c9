package io.trunkline.core.customer.internal;

import io.trunkline.core.Json;
import io.trunkline.core.customer.CustomerError;
import io.trunkline.core.event.Outbox;
import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.Money;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Writes customers: the change, its audit entry and its event in the caller's one transaction.
@ApplicationScoped
public class CustomerWriter {

    private static final String UNIQUE_VIOLATION = "23505";

    private final IdGenerator ids;
    private final Audit audit;
    private final Outbox outbox;

    CustomerWriter(IdGenerator ids, Audit audit, Outbox outbox) {
        this.ids = ids;
        this.audit = audit;
        this.outbox = outbox;
    }

    /// @return the new customer's id
    public long create(Handle handle, Session session, CheckedDraft draft) {
        int tenant = session.tenant().id();
        long id = ids.next();
        try (var insert =
                handle.createUpdate(
                        """
                        INSERT INTO trunkline.customer (tenant_id, id, external_number, name, gender,
                               birth_date, org_unit_id, owner_id, agreement_type, agreement_start,
                               agreement_end, monthly_charge, monthly_currency, custom_fields,
                               id_number, address)
                        VALUES (:tenant, :id, :number, :name, :gender, :birth, :unit, :owner, :type,
                               :start, :end, :charge, :currency, CAST(:custom AS jsonb),
                               :idNumber, :address)
                        """)) {
            bind(insert, draft).bind("tenant", tenant).bind("id", id).execute();
        } catch (UnableToExecuteStatementException e) {
            throw taken(e, draft.externalNumber());
        }
        phones(handle, tenant, id, draft.phones());
        audit.record(handle, "customer.create", "customer", id, null, snapshot(handle, tenant, id));
        outbox.publish(handle, new CustomerChanged(id, true));
        return id;
    }

    /// @param old the customer as locked in this transaction
    public void update(Handle handle, Session session, CustomerRow old, CheckedDraft draft) {
        update(handle, session, old, draft, "customer.update");
    }

    /// @param action what the audit calls it
    public void update(
            Handle handle, Session session, CustomerRow old, CheckedDraft draft, String action) {
        if (CheckedDraft.of(old).equals(draft)) {
            return;
        }
        int tenant = session.tenant().id();
        String before = snapshot(handle, tenant, old.id());
        try (var update =
                handle.createUpdate(
                        """
                        UPDATE trunkline.customer
                           SET external_number = :number, name = :name, gender = :gender,
                               birth_date = :birth, org_unit_id = :unit, owner_id = :owner,
                               agreement_type = :type, agreement_start = :start,
                               agreement_end = :end, monthly_charge = :charge,
                               monthly_currency = :currency, custom_fields = CAST(:custom AS jsonb),
                               id_number = :idNumber, address = :address,
                               version = version + 1, updated_at = now()
                         WHERE tenant_id = :tenant AND id = :id AND version = :version
                        """)) {
            int changed =
                    bind(update, draft)
                            .bind("tenant", tenant)
                            .bind("id", old.id())
                            .bind("version", old.version())
                            .execute();
            if (changed == 0) {
                throw new PluginException(StandardErrorCode.STALE);
            }
        } catch (UnableToExecuteStatementException e) {
            throw taken(e, draft.externalNumber());
        }
        phones(handle, tenant, old.id(), draft.phones());
        audit.record(
                handle, action, "customer", old.id(), before, snapshot(handle, tenant, old.id()));
        outbox.publish(handle, new CustomerChanged(old.id(), false));
    }

    /// Moves those that are elsewhere; the units of before and after are kept by the audit.
    public void allocate(Handle handle, Session session, Collection<Long> customers, long unit) {
        record Moved(long id, String before, String after) {}
        List<Moved> moved =
                handle.createQuery(
                                """
                                UPDATE trunkline.customer
                                   SET org_unit_id = :unit, version = version + 1, updated_at = now()
                                 WHERE tenant_id = :tenant AND id = ANY (CAST(:ids AS bigint[]))
                                   AND org_unit_id <> :unit AND deleted_at IS NULL
                                RETURNING new.id,
                                          jsonb_build_object('org_unit_id', old.org_unit_id, 'version', old.version),
                                          jsonb_build_object('org_unit_id', new.org_unit_id, 'version', new.version)
                                """)
                        .bind("tenant", session.tenant().id())
                        .bind("unit", unit)
                        .bind("ids", Conditions.array(customers))
                        .map((row, context) ->
                                new Moved(row.getLong(1), row.getString(2), row.getString(3)))
                        .list();
        for (Moved customer : moved) {
            audit.record(
                    handle,
                    "customer.allocate",
                    "customer",
                    customer.id(),
                    customer.before(),
                    customer.after());
        }
        outbox.publishAll(
                handle,
                moved.stream().map(customer -> new CustomerChanged(customer.id(), false)).toList());
    }

    /// Phones that stay keep their id; only what differs is written.
    private void phones(Handle handle, int tenant, long customer, List<String> phones) {
        handle.createUpdate(
                        """
                        DELETE FROM trunkline.customer_phone
                         WHERE tenant_id = :tenant AND customer_id = :customer
                           AND e164 <> ALL (string_to_array(:kept, ','))
                        """)
                .bind("tenant", tenant)
                .bind("customer", customer)
                .bind("kept", String.join(",", phones))
                .execute();
        for (int position = 0; position < phones.size(); position++) {
            handle.createUpdate(
                            """
                            INSERT INTO trunkline.customer_phone AS p (tenant_id, id, customer_id, position, e164)
                            VALUES (:tenant, :id, :customer, :position, :e164)
                            ON CONFLICT (tenant_id, customer_id, e164)
                            DO UPDATE SET position = excluded.position
                            WHERE p.position <> excluded.position
                            """)
                    .bind("tenant", tenant)
                    .bind("id", ids.next())
                    .bind("customer", customer)
                    .bind("position", position)
                    .bind("e164", phones.get(position))
                    .execute();
        }
    }

    private static <S extends SqlStatement<S>> S bind(S statement, CheckedDraft draft) {
        Money charge = draft.monthlyCharge();
        return statement
                .bind("number", draft.externalNumber())
                .bind("name", draft.name())
                .bind("gender", draft.gender() == null ? null : draft.gender().name())
                .bind("birth", draft.birthDate())
                .bind("unit", draft.orgUnitId())
                .bind("owner", draft.ownerId())
                .bind("type", draft.agreementType())
                .bind("start", draft.agreementStart())
                .bind("end", draft.agreementEnd())
                .bind("charge", charge == null ? null : charge.minorUnits())
                .bind("currency", charge == null ? null : charge.currency().getCurrencyCode())
                .bind("idNumber", draft.idNumber())
                .bind("address", draft.address())
                .bind("custom", Json.write(draft.customFields()));
    }

    /// The customer as entries keep it.
    static String snapshot(Handle handle, int tenant, long id) {
        return handle.createQuery(
                        """
                        SELECT to_jsonb(c) - '{tenant_id,agreement_end_key}'::text[] || jsonb_build_object('phones',
                               ARRAY(SELECT p.e164 FROM trunkline.customer_phone p
                                      WHERE p.tenant_id = :tenant AND p.customer_id = :id
                                      ORDER BY p.position))
                          FROM trunkline.customer c WHERE c.tenant_id = :tenant AND c.id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    static RuntimeException taken(
            UnableToExecuteStatementException failure, String externalNumber) {
        @Nullable Throwable cause = failure.getCause();
        if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
            return new PluginException(
                    failure, CustomerError.EXTERNAL_NUMBER_TAKEN, externalNumber);
        }
        return failure;
    }
}
