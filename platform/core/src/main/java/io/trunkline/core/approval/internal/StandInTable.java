package io.trunkline.core.approval.internal;

import io.trunkline.core.approval.StandIns.StandIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The statements of who stands in for whom.
@ApplicationScoped
public class StandInTable {

    public Optional<StandIn> find(Handle handle, int tenant, long member) {
        return handle.createQuery(
                        """
                        SELECT stand_in_id, from_day, until_day FROM trunkline.approval_stand_in
                         WHERE tenant_id = :tenant AND member_id = :member
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .map((row, context) ->
                        new StandIn(
                                row.getLong(1),
                                row.getObject(2, LocalDate.class),
                                row.getObject(3, LocalDate.class)))
                .findOne();
    }

    public void replace(Handle handle, int tenant, long member, @Nullable StandIn wanted) {
        if (wanted == null) {
            handle.createUpdate(
                            "DELETE FROM trunkline.approval_stand_in WHERE tenant_id = :tenant AND"
                                    + " member_id = :member")
                    .bind("tenant", tenant)
                    .bind("member", member)
                    .execute();
            return;
        }
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.approval_stand_in
                               (tenant_id, member_id, stand_in_id, from_day, until_day)
                        VALUES (:tenant, :member, :standIn, :from, :until)
                        ON CONFLICT (tenant_id, member_id) DO UPDATE
                           SET stand_in_id = :standIn, from_day = :from, until_day = :until
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("standIn", wanted.memberId())
                .bind("from", wanted.from())
                .bind("until", wanted.until())
                .execute();
    }

    /// In whose place the member may decide on a day.
    List<Long> inPlaceOf(Handle handle, int tenant, long member, LocalDate day) {
        return handle.createQuery(
                        """
                        SELECT member_id FROM trunkline.approval_stand_in
                         WHERE tenant_id = :tenant AND stand_in_id = :member
                           AND :day BETWEEN from_day AND until_day
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("day", day)
                .mapTo(Long.class)
                .list();
    }

    /// Who may decide in these members' place on a day.
    List<Long> of(Handle handle, int tenant, Collection<Long> members, LocalDate day) {
        if (members.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(
                        """
                        SELECT DISTINCT stand_in_id FROM trunkline.approval_stand_in
                         WHERE tenant_id = :tenant AND member_id = ANY (:members)
                           AND :day BETWEEN from_day AND until_day
                        """)
                .bind("tenant", tenant)
                .bindArray("members", Long.class, members)
                .bind("day", day)
                .mapTo(Long.class)
                .list();
    }
}
