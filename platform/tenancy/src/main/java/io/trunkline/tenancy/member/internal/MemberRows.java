package io.trunkline.tenancy.member.internal;

import io.trunkline.spi.Member;
import io.trunkline.tenancy.member.MemberDraft;
import io.trunkline.tenancy.member.MemberPage;
import io.trunkline.tenancy.member.MemberQuery;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.member.MemberRecord.Consent;
import io.trunkline.tenancy.member.MemberRecord.HeldRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The rows of one tenant's people and their roles; machines are kept elsewhere.
public final class MemberRows {

    private static final String COLUMNS =
            """
            SELECT m.id, m.username, m.display_name, m.org_unit_id, m.state, m.position_id, m.skills,
                   m.phones, m.working_hours, m.version, m.invitation_due, m.consent,
                   ARRAY(SELECT r.id || ':' || mr.by_position || ':' || r.key || ':' || coalesce(r.name, '')
                           FROM trunkline.member_role mr
                           JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                          WHERE mr.tenant_id = m.tenant_id AND mr.member_id = m.id ORDER BY r.key) AS roles
              FROM trunkline.member m
             WHERE m.tenant_id = :tenant AND NOT m.machine
            """;

    private static final String MATCHING =
            """
               AND m.org_unit_id = ANY (:units)
               AND (:text = '' OR strpos(lower(m.display_name), lower(:text)) > 0
                               OR strpos(m.username, lower(:text)) > 0)
               AND (:state = '' OR m.state = :state)
               AND (:role = 0 OR EXISTS (SELECT FROM trunkline.member_role h
                                          WHERE h.tenant_id = m.tenant_id AND h.member_id = m.id
                                            AND h.role_id = :role))
            """;

    private static final String AFTER =
            """
               AND (:after = 0 OR (m.display_name, m.id) > (
                   SELECT l.display_name, l.id FROM trunkline.member l
                    WHERE l.tenant_id = :tenant AND l.id = :after))
             ORDER BY m.display_name, m.id LIMIT :limit
            """;

    private final Handle handle;
    private final int tenant;

    public MemberRows(Handle handle, int tenant) {
        this.handle = handle;
        this.tenant = tenant;
    }

    /// @param units those the list keeps to
    public MemberPage page(MemberQuery query, Collection<Long> units) {
        List<MemberRecord> found =
                new ArrayList<>(
                        filter(handle.createQuery(COLUMNS + MATCHING + AFTER), query, units)
                                .bind("after", query.after() == null ? 0 : query.after())
                                .bind("limit", query.limit() + 1)
                                .map((row, context) -> read(row))
                                .list());
        boolean more = found.size() > query.limit();
        if (more) {
            found.removeLast();
        }
        long total =
                filter(
                                handle.createQuery(
                                        "SELECT count(*) FROM trunkline.member m WHERE m.tenant_id = :tenant AND NOT m.machine"
                                                + MATCHING),
                                query,
                                units)
                        .mapTo(Long.class)
                        .one();
        return new MemberPage(found, more ? found.getLast().id() : null, total);
    }

    private Query filter(Query statement, MemberQuery query, Collection<Long> units) {
        Boolean active = query.active();
        return statement
                .bind("tenant", tenant)
                .bindArray("units", Long.class, units)
                .bind("text", query.text() == null ? "" : query.text().strip())
                .bind("state", active == null ? "" : active ? "active" : "disabled")
                .bind("role", query.roleId() == null ? 0 : query.roleId());
    }

    public Optional<MemberRecord> find(long id) {
        return handle.createQuery(COLUMNS + " AND m.id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// Holds the member until the transaction ends, so that what is read stays true.
    public Optional<MemberRecord> lock(long id) {
        handle.createQuery(
                        "SELECT id FROM trunkline.member WHERE tenant_id = :tenant AND id = :id FOR UPDATE")
                .bind("tenant", tenant)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        return find(id);
    }

    /// @return whether nobody had the username; of two who add her at once the second waits
    public boolean insert(long id, String username, MemberDraft draft) {
        return bind(
                                handle.createUpdate(
                                        """
                                        INSERT INTO trunkline.member (tenant_id, id, username, display_name, org_unit_id,
                                               position_id, skills, phones, working_hours)
                                        VALUES (:tenant, :id, :username, :name, :unit, :position, :skills, :phones,
                                                CAST(:hours AS jsonb))
                                        ON CONFLICT (tenant_id, username) DO NOTHING
                                        """),
                                id,
                                draft)
                        .bind("username", username)
                        .execute()
                == 1;
    }

    /// Marks or unmarks that she has yet to be given a way in; her version stays, since nothing
    /// that is edited changes.
    public void invitationDue(long id, boolean due) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.member SET invitation_due = :due
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("due", due ? "tenant" : null)
                .execute();
    }

    public void update(long id, MemberDraft draft) {
        bind(
                        handle.createUpdate(
                                """
                                UPDATE trunkline.member
                                   SET display_name = :name, org_unit_id = :unit, position_id = :position,
                                       skills = :skills, phones = :phones,
                                       working_hours = CAST(:hours AS jsonb), version = version + 1
                                 WHERE tenant_id = :tenant AND id = :id
                                """),
                        id,
                        draft)
                .execute();
    }

    public void state(long id, boolean active) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.member SET state = :state, version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("state", active ? "active" : "disabled")
                .execute();
    }

    /// The member as JSON with the keys of her roles, and of those she was given besides her
    /// position's, for the audit.
    public String snapshot(long id) {
        return handle.createQuery(
                        """
                        SELECT to_jsonb(m) - '{tenant_id,present,consent_code,consent_tries}'::text[] || jsonb_build_object('roles',
                               ARRAY(SELECT r.key FROM trunkline.member_role mr
                                       JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                                      WHERE mr.tenant_id = m.tenant_id AND mr.member_id = m.id ORDER BY r.key),
                               'extraRoles',
                               ARRAY(SELECT r.key FROM trunkline.member_role mr
                                       JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                                      WHERE mr.tenant_id = m.tenant_id AND mr.member_id = m.id
                                        AND NOT mr.by_position ORDER BY r.key))
                          FROM trunkline.member m WHERE m.tenant_id = :tenant AND m.id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    private <S extends SqlStatement<S>> S bind(S statement, long id, MemberDraft draft) {
        return statement
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("name", draft.name())
                .bind("unit", draft.orgUnitId())
                .bind("position", draft.positionId())
                .bindArray("skills", String.class, draft.skills())
                .bindArray("phones", String.class, draft.phones())
                .bind("hours", HoursJson.write(draft.hours()));
    }

    private static @Nullable Consent consent(@Nullable String kept) {
        return kept == null ? null : Consent.valueOf(kept.toUpperCase(Locale.ROOT));
    }

    private static MemberRecord read(ResultSet row) throws SQLException {
        long position = row.getLong("position_id");
        Long positionId = row.wasNull() ? null : Long.valueOf(position);
        List<HeldRole> roles = new ArrayList<>();
        for (String role : (String[]) row.getArray("roles").getArray()) {
            String[] parts = role.split(":", 4);
            roles.add(
                    new HeldRole(
                            Long.parseLong(parts[0]),
                            parts[2],
                            parts[3].isEmpty() ? null : parts[3],
                            Boolean.parseBoolean(parts[1])));
        }
        return new MemberRecord(
                new Member(
                        row.getLong("id"),
                        row.getString("username"),
                        row.getString("display_name"),
                        row.getLong("org_unit_id"),
                        row.getString("state").equals("active")),
                positionId,
                roles,
                List.of((String[]) row.getArray("skills").getArray()),
                List.of((String[]) row.getArray("phones").getArray()),
                HoursJson.read(row.getString("working_hours")),
                row.getInt("version"),
                row.getString("invitation_due") != null,
                consent(row.getString("consent")));
    }
}
