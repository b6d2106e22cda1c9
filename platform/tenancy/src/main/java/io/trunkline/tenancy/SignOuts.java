package io.trunkline.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who was signed out from afar. Asked for every request, so it is one short list for all tenants,
/// read once a second by each node while requests come.
@ApplicationScoped
public class SignOuts {

    /// Longer than any sign-in lasts: an older one needs no list to be over.
    public static final Duration KEPT = Duration.ofDays(2);

    private static final Duration AGE = Duration.ofSeconds(1);
    private static final Boolean ALL = Boolean.TRUE;

    private final TenantDatabase database;
    private final Recent<Boolean, Ended> recent = new Recent<>(AGE);

    @Inject
    public SignOuts(TenantDatabase database) {
        this.database = database;
    }

    /// Whether this sign-in was ended: it alone, or with all the member had at that moment.
    ///
    /// @param sid the provider's session, null where the token names none
    /// @param since when the person proved who she is, or when the token was made
    public boolean isOut(Session session, @Nullable String sid, Instant since) {
        Long member = session.actor().memberId();
        return member != null && isOut(session.tenant().id(), member, sid, since);
    }

    /// The same for someone whose session is not at hand.
    public boolean isOut(int tenant, long member, @Nullable String sid, Instant since) {
        Ended ended = recent.get(ALL, this::read);
        if (sid != null && ended.sids().contains(new Sid(tenant, sid))) {
            return true;
        }
        Instant all = ended.members().get(new Key(tenant, member));
        return all != null && !since.isAfter(all);
    }

    /// The next question is answered by the database.
    public void forget() {
        recent.forget(ALL);
    }

    private Ended read() {
        Set<Sid> sids = new HashSet<>();
        Map<Key, Instant> members = new HashMap<>();
        database.<Boolean>withoutTenant(handle -> {
            handle.createQuery("SELECT * FROM trunkline.signed_out(:since)")
                    .bind("since", OffsetDateTime.now(ZoneOffset.UTC).minus(KEPT))
                    .map((row, context) -> {
                        int tenant = row.getInt("tenant_id");
                        String sid = row.getString("sid");
                        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
                        if (sid == null) {
                            members.merge(
                                    new Key(tenant, row.getLong("member_id")),
                                    at,
                                    (one, other) -> one.isAfter(other) ? one : other);
                        } else {
                            sids.add(new Sid(tenant, sid));
                        }
                        return true;
                    })
                    .list();
            return true;
        });
        return new Ended(sids, members);
    }

    private record Sid(int tenant, String sid) {}

    private record Key(int tenant, long member) {}

    private record Ended(Set<Sid> sids, Map<Key, Instant> members) {}
}
