package io.trunkline.tenancy.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/// Drafts of the current session's member: nobody else sees them. One for each form and object,
/// replaced as she types, dropped when she saves or after a week.
@ApplicationScoped
public class Drafts {

    /// Characters of all fields together.
    public static final int LONGEST = 20_000;

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private static final String SAVE =
            """
            INSERT INTO trunkline.draft (tenant_id, member_id, form, object_id, fields)
            VALUES (:tenant, :member, :form, :object, CAST(:fields AS jsonb))
            ON CONFLICT (tenant_id, member_id, form, object_id) DO UPDATE
               SET fields = excluded.fields, saved_at = now()
            """;

    private static final String FIND =
            """
            SELECT fields::text AS fields, saved_at FROM trunkline.draft
             WHERE tenant_id = :tenant AND member_id = :member AND form = :form AND object_id = :object
               AND saved_at > now() - interval '7 days'
            """;

    private static final String DROP =
            """
            DELETE FROM trunkline.draft
             WHERE tenant_id = :tenant AND member_id = :member AND form = :form AND object_id = :object
            """;

    private final TenantDatabase database;
    private final ObjectMapper json = new ObjectMapper();

    @Inject
    public Drafts(TenantDatabase database) {
        this.database = database;
    }

    /// @param form names the form, for example `customer.note`
    /// @param objectId what the form is about; 0 for something new
    public Optional<Draft> find(String form, long objectId) {
        return database.inTransaction(handle ->
                handle.createQuery(FIND)
                        .bind("tenant", tenant())
                        .bind("member", member())
                        .bind("form", form)
                        .bind("object", objectId)
                        .map((row, context) ->
                                new Draft(
                                        read(row.getString("fields")),
                                        row.getObject("saved_at", OffsetDateTime.class)
                                                .toInstant()))
                        .findOne());
    }

    /// Replaces what was kept.
    ///
    /// @throws PluginException `INVALID` when it is longer than [#LONGEST]
    public void save(String form, long objectId, Map<String, String> fields) {
        int length = fields.values().stream().mapToInt(String::length).sum();
        if (length > LONGEST) {
            throw new PluginException(StandardErrorCode.INVALID, "draft", length);
        }
        database.inTransaction(handle ->
                handle.createUpdate(SAVE)
                        .bind("tenant", tenant())
                        .bind("member", member())
                        .bind("form", form)
                        .bind("object", objectId)
                        .bind("fields", written(fields))
                        .execute());
    }

    public void drop(String form, long objectId) {
        database.inTransaction(handle ->
                handle.createUpdate(DROP)
                        .bind("tenant", tenant())
                        .bind("member", member())
                        .bind("form", form)
                        .bind("object", objectId)
                        .execute());
    }

    private Map<String, String> read(String text) {
        try {
            return json.readValue(text, FIELDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String written(Map<String, String> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int tenant() {
        return TenantRunner.current().tenant().id();
    }

    private static long member() {
        Long member = TenantRunner.current().actor().memberId();
        if (member == null) {
            throw new PluginException(StandardErrorCode.MEMBERS_ONLY);
        }
        return member;
    }
}
