package io.trunkline.core.customer.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trunkline.core.Json;
import io.trunkline.core.customer.Customer.Gender;
import io.trunkline.spi.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// A customer as stored, before any field policy.
public record CustomerRow(
        long id,
        String externalNumber,
        String name,
        @Nullable Gender gender,
        @Nullable LocalDate birthDate,
        long orgUnitId,
        @Nullable Long ownerId,
        @Nullable String agreementType,
        @Nullable LocalDate agreementStart,
        @Nullable LocalDate agreementEnd,
        @Nullable Money monthlyCharge,
        Map<String, String> customFields,
        int version,
        Instant createdAt,
        Instant updatedAt,
        List<StoredPhone> phones,
        @Nullable String idNumber,
        @Nullable String address) {

    /// The order [#read] expects. Phones come in the same round trip, as `id e164` pairs.
    public static final String COLUMNS =
            """
            c.id, c.external_number, c.name, c.gender, c.birth_date, c.org_unit_id, c.owner_id,
            c.agreement_type, c.agreement_start, c.agreement_end, c.monthly_charge, c.monthly_currency,
            c.custom_fields, c.version, c.created_at, c.updated_at,
            (SELECT string_agg(p.id || ' ' || p.e164, ',' ORDER BY p.position)
               FROM trunkline.customer_phone p
              WHERE p.tenant_id = :tenant AND p.customer_id = c.id),
            c.id_number, c.address
            """;

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    public record StoredPhone(long id, String e164) {}

    public static CustomerRow read(ResultSet row, StatementContext context) throws SQLException {
        return new CustomerRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                gender(row.getString(4)),
                row.getObject(5, LocalDate.class),
                row.getLong(6),
                row.getObject(7, Long.class),
                row.getString(8),
                row.getObject(9, LocalDate.class),
                row.getObject(10, LocalDate.class),
                money(row.getObject(11, Long.class), row.getString(12)),
                texts(row.getString(13)),
                row.getInt(14),
                row.getObject(15, OffsetDateTime.class).toInstant(),
                row.getObject(16, OffsetDateTime.class).toInstant(),
                phones(row.getString(17)),
                row.getString(18),
                row.getString(19));
    }

    public static Map<String, String> texts(String json) {
        return json.equals("{}") ? Map.of() : Json.read(json, TEXTS);
    }

    public static List<StoredPhone> phones(@Nullable String pairs) {
        if (pairs == null) {
            return List.of();
        }
        List<StoredPhone> phones = new ArrayList<>(2);
        for (String pair : pairs.split(",", -1)) {
            int space = pair.indexOf(' ');
            phones.add(
                    new StoredPhone(
                            Long.parseLong(pair.substring(0, space)), pair.substring(space + 1)));
        }
        return List.copyOf(phones);
    }

    private static @Nullable Gender gender(@Nullable String name) {
        return name == null ? null : Gender.valueOf(name);
    }

    private static @Nullable Money money(@Nullable Long minorUnits, @Nullable String currency) {
        return minorUnits == null || currency == null
                ? null
                : new Money(minorUnits, Currency.getInstance(currency));
    }
}
