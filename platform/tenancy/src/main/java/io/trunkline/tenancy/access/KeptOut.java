package io.trunkline.tenancy.access;

import io.trunkline.tenancy.Session;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Whether whoever changes limits or devices would be kept out by them herself, as the transaction
/// has them now.
final class KeptOut {

    private KeptOut() {}

    static boolean isKeptOut(Handle handle, Session session, Entrance entrance) {
        Long member = session.actor().memberId();
        return member != null
                && limits(handle, session, member)
                        .refusal(entrance, ZonedDateTime.now(session.zone()))
                        .isPresent();
    }

    private static EntryLimits limits(Handle handle, Session session, long member) {
        return handle.createQuery(
                        """
                        SELECT coalesce((SELECT a.limits FROM trunkline.access_limit a
                                          WHERE a.tenant_id = :tenant AND a.role_id = 0), '{}')::text,
                               (SELECT coalesce(jsonb_agg(coalesce(a.limits, '{}')), '[]')::text
                                  FROM trunkline.member_role mr
                                  LEFT JOIN trunkline.access_limit a
                                    ON a.tenant_id = mr.tenant_id AND a.role_id = mr.role_id
                                 WHERE mr.tenant_id = :tenant AND mr.member_id = :member),
                               (SELECT m.machine FROM trunkline.member m
                                 WHERE m.tenant_id = :tenant AND m.id = :member),
                               ARRAY(SELECT d.digest FROM trunkline.access_device d
                                      WHERE d.tenant_id = :tenant AND d.member_id = :member
                                        AND d.state = 'approved')
                        """)
                .bind("tenant", session.tenant().id())
                .bind("member", member)
                .map((row, context) ->
                        new EntryLimits(
                                AccessJson.read(row.getString(1)),
                                AccessJson.readAll(row.getString(2)),
                                new OwnDevices(
                                        row.getBoolean(3),
                                        Set.of((String[]) row.getArray(4).getArray()))))
                .one();
    }
}
