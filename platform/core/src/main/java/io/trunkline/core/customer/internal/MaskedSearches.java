package io.trunkline.core.customer.internal;

import io.trunkline.core.Json;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.core.customer.MaskedSearchConfig;
import io.trunkline.core.customer.SearchLimitException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Counts searches by values that are masked for who searches: each says whether a guess was right,
/// so there are only so many, and each is in the audit. Counted in the database, in the transaction
/// of the search: no node and no restart gives more of them.
@ApplicationScoped
public class MaskedSearches {

    /// The row that parallel searches of one member wait for each other at.
    private static final byte[] GATE = new byte[0];

    private final MaskedSearchConfig config;
    private final Audit audit;

    MaskedSearches(MaskedSearchConfig config, Audit audit) {
        this.config = config;
        this.audit = audit;
    }

    /// @param fields those the value is looked for in and she sees masked; none costs nothing
    /// @throws SearchLimitException when there were too many already
    public void admit(Handle handle, Session session, List<CustomerField> fields, String value) {
        if (fields.isEmpty()) {
            return;
        }
        int tenant = session.tenant().id();
        long member = session.actor().requireMember();
        byte[] digest = digest(value);
        write(handle, tenant, member, GATE);
        Recent recent = recent(handle, tenant, member, digest);
        if (recent.known()) {
            return;
        }
        if (recent.count() >= config.most()) {
            throw new SearchLimitException(recent.retryAfter());
        }
        handle.createUpdate(
                        """
                        DELETE FROM trunkline.masked_search
                         WHERE tenant_id = :tenant AND member_id = :member AND at < now() - make_interval(secs => :window)
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("window", config.window().toSeconds())
                .execute();
        write(handle, tenant, member, digest);
        // Not the value itself: who reads the audit may see it masked as well.
        String facts =
                Json.write(Map.of("fields", fields.stream().map(CustomerField::key).toList()));
        audit.record(handle, "customer.search-masked", "member", member, null, facts);
    }

    private record Recent(long count, boolean known, Duration retryAfter) {}

    private Recent recent(Handle handle, int tenant, long member, byte[] digest) {
        return handle.createQuery(
                        """
                        SELECT count(*), coalesce(bool_or(digest = :digest), false),
                               coalesce(ceil(extract(epoch FROM min(at) + make_interval(secs => :window) - now())), 0)::bigint
                          FROM trunkline.masked_search
                         WHERE tenant_id = :tenant AND member_id = :member
                           AND digest <> :gate AND at >= now() - make_interval(secs => :window)
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("digest", digest)
                .bind("gate", GATE)
                .bind("window", config.window().toSeconds())
                .map((row, context) ->
                        new Recent(
                                row.getLong(1),
                                row.getBoolean(2),
                                Duration.ofSeconds(row.getLong(3))))
                .one();
    }

    private static void write(Handle handle, int tenant, long member, byte[] digest) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.masked_search (tenant_id, member_id, digest)
                        VALUES (:tenant, :member, :digest)
                        ON CONFLICT (tenant_id, member_id, digest) DO UPDATE SET at = now()
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("digest", digest)
                .execute();
    }

    private static byte[] digest(String value) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
