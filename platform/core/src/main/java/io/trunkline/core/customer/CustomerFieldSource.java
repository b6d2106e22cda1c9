package io.trunkline.core.customer;

import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.role.FieldSource;
import io.trunkline.tenancy.role.KnownField;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Tells whoever edits roles which fields a customer has, the tenant's own ones included.
@ApplicationScoped
public class CustomerFieldSource implements FieldSource {

    private final TenantDatabase database;

    CustomerFieldSource(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public List<KnownField> fields() {
        return Stream.concat(
                        Arrays.stream(CustomerField.values())
                                .map(field -> new KnownField(field.key(), null)),
                        ofTheTenant().stream())
                .toList();
    }

    private List<KnownField> ofTheTenant() {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                SELECT key, label FROM trunkline.custom_field
                                 WHERE tenant_id = :tenant ORDER BY position, key LIMIT 200
                                """)
                        .bind("tenant", TenantRunner.current().tenant().id())
                        .map((row, context) ->
                                new KnownField(
                                        CustomerField.CUSTOM_FIELDS.key() + "." + row.getString(1),
                                        row.getString(2)))
                        .list());
    }
}
