package io.trunkline.tenancy.signin;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.SignOuts;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.identity.SignInSessions;
import io.trunkline.tenancy.member.MemberAdministration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The sign-ins of a tenant's members. Everyone sees and ends her own; those of others in her reach
/// who holds `member.manage`, as far as they have no more rights than she may give.
@ApplicationScoped
public class SignIns {

    /// A list never holds more.
    public static final int MOST = 200;

    private static final Logger LOG = Logger.getLogger(SignIns.class);

    /// A sign-in lasts twelve hours at most.
    private static final String OPEN =
            """
            SELECT s.id, s.member_id, m.display_name, m.org_unit_id, s.sid, s.first_seen_at, s.last_seen_at,
                   s.address, s.device, s.ended_at
              FROM trunkline.sign_in s
              JOIN trunkline.member m ON m.tenant_id = s.tenant_id AND m.id = s.member_id
             WHERE s.tenant_id = :tenant AND s.ended_at IS NULL
               AND s.last_seen_at > now() - interval '12 hours'
               AND s.first_seen_at > now() - interval '14 hours'
               AND %s
             ORDER BY s.last_seen_at DESC, s.id DESC LIMIT :most
            """;

    private static final String END =
            """
            UPDATE trunkline.sign_in SET ended_at = now(), ended_by = :by
             WHERE tenant_id = :tenant AND id = ANY (:ids) AND ended_at IS NULL
            """;

    private static final String SIGN_OUT =
            """
            INSERT INTO trunkline.sign_out (tenant_id, id, member_id, sid, at)
            VALUES (:tenant, :id, :member, :sid, :at)
            """;

    private final TenantDatabase database;
    private final IdGenerator ids;
    private final Audit audit;
    private final SignOuts signOuts;
    private final SignInSessions provider;
    private final MemberAdministration members;

    @Inject
    public SignIns(
            TenantDatabase database,
            IdGenerator ids,
            Audit audit,
            SignOuts signOuts,
            SignInSessions provider,
            MemberAdministration members) {
        this.database = database;
        this.ids = ids;
        this.audit = audit;
        this.signOuts = signOuts;
        this.provider = provider;
        this.members = members;
    }

    /// The caller's own, the last used first.
    public List<SignIn> own() {
        return open("s.member_id = :member", member(), Set.of());
    }

    /// Those of everybody in the caller's reach, the last used first.
    ///
    /// @return at most [#MOST]
    /// @throws PluginException `FORBIDDEN` without `member.manage`
    public List<SignIn> inReach() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.MEMBER_MANAGE);
        return open("m.org_unit_id = ANY (:units)", 0, session.scope().orgUnits());
    }

    /// Ends one sign-in: effective at every node within two seconds.
    ///
    /// @throws PluginException `NOT_FOUND` when there is none, or not for this caller;
    ///   `ROLE_NOT_DELEGABLE` when it is of someone with more rights than she may give
    public void end(long id) {
        List<SignIn> found = find(id);
        if (found.isEmpty()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
        found.forEach(signIn -> {
            if (signIn.memberId() != member()) {
                members.below(signIn.memberId());
            }
        });
        database.inTransaction(handle -> {
            end(handle, found);
            for (SignIn signIn : found) {
                signOut(handle, signIn.memberId(), signIn.sid());
            }
            return true;
        });
        afterwards(found);
    }

    /// Ends everything the member has: her screens, and tokens made until now.
    ///
    /// @throws PluginException `FORBIDDEN` without `member.manage`; `NOT_FOUND` when there is no
    ///   such member in reach; `ROLE_NOT_DELEGABLE` when she has more rights than the caller may
    ///   give
    public void endAll(long memberId) {
        requireMayEnd(memberId);
        List<SignIn> found = open("s.member_id = :member", memberId, Set.of());
        database.inTransaction(handle -> {
            end(handle, found);
            signOut(handle, memberId, null);
            for (SignIn signIn : found) {
                signOut(handle, memberId, signIn.sid());
            }
            audit.record(handle, "sign-out.all", "member", memberId, null, null);
            return true;
        });
        afterwards(found);
    }

    /// Ends the caller's own sign-ins but the one she is asking from.
    public void endOthers(String sid) {
        List<SignIn> found = own().stream().filter(signIn -> !signIn.sid().equals(sid)).toList();
        if (found.isEmpty()) {
            return;
        }
        database.inTransaction(handle -> {
            end(handle, found);
            for (SignIn signIn : found) {
                signOut(handle, signIn.memberId(), signIn.sid());
            }
            return true;
        });
        afterwards(found);
    }

    private List<SignIn> find(long id) {
        Session session = TenantRunner.current();
        List<SignIn> found =
                database.inTransaction(handle ->
                        handle.createQuery(OPEN.formatted("s.id = :id"))
                                .bind("tenant", session.tenant().id())
                                .bind("id", id)
                                .bind("most", 1)
                                .map(SignIns::read)
                                .list());
        return found.stream()
                .filter(signIn ->
                        signIn.memberId() == member()
                                || (session.may(CorePermissions.MEMBER_MANAGE)
                                        && session.scope().covers(signIn.orgUnitId())))
                .toList();
    }

    /// Machines are no members to it: theirs are revoked where they are made.
    private void requireMayEnd(long memberId) {
        TenantRunner.current().require(CorePermissions.MEMBER_MANAGE);
        if (!Objects.equals(TenantRunner.current().actor().memberId(), memberId)) {
            members.below(memberId);
        } else if (members.find(memberId).isEmpty()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    private List<SignIn> open(String whose, long member, Set<Long> units) {
        int tenant = TenantRunner.current().tenant().id();
        return database.inTransaction(handle -> {
            var query =
                    handle.createQuery(OPEN.formatted(whose))
                            .bind("tenant", tenant)
                            .bind("most", MOST);
            if (whose.contains(":member")) {
                query.bind("member", member);
            } else {
                query.bindArray("units", Long.class, units);
            }
            return query.map(SignIns::read).list();
        });
    }

    private void end(Handle handle, List<SignIn> found) {
        Session session = TenantRunner.current();
        handle.createUpdate(END)
                .bind("by", session.actor().memberId())
                .bind("tenant", session.tenant().id())
                .bindArray("ids", Long.class, found.stream().map(SignIn::id).toList())
                .execute();
        audit.recordAll(
                handle,
                found.stream()
                        .map(signIn ->
                                new Audit.Entry(
                                        "sign-in.end", "member", signIn.memberId(), null, null))
                        .toList());
    }

    private void signOut(
            Handle handle, long memberId, @org.jspecify.annotations.Nullable String sid) {
        handle.createUpdate(SIGN_OUT)
                .bind("tenant", TenantRunner.current().tenant().id())
                .bind("id", ids.next())
                .bind("member", memberId)
                .bind("sid", sid)
                .bind("at", OffsetDateTime.now(java.time.ZoneOffset.UTC))
                .execute();
    }

    /// The platform refuses already; the provider is told so that a new sign-in asks for the
    /// password. When it is away, its session runs out by itself and opens nothing here.
    private void afterwards(List<SignIn> ended) {
        signOuts.forget();
        for (SignIn signIn : ended) {
            try {
                provider.end(signIn.sid());
            } catch (PluginException away) {
                LOG.warn("The identity provider was not told of a sign-out", away);
            }
        }
    }

    private static long member() {
        Long member = TenantRunner.current().actor().memberId();
        if (member == null) {
            throw new PluginException(StandardErrorCode.MEMBERS_ONLY);
        }
        return member;
    }

    private static SignIn read(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new SignIn(
                row.getLong("id"),
                row.getLong("member_id"),
                row.getString("display_name"),
                row.getLong("org_unit_id"),
                row.getString("sid"),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                row.getString("address"),
                row.getString("device"),
                ended == null ? null : ended.toInstant());
    }
}
