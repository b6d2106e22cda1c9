package io.trunkline.core.approval;

import io.trunkline.core.Json;
import io.trunkline.core.approval.internal.StandInTable;
import io.trunkline.spi.Member;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.member.Members;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may decide in the caller's place while she is away. Hers to set alone.
@ApplicationScoped
public class StandIns {

    private static final int MOST_DAYS = 366;

    private final TenantDatabase database;
    private final StandInTable table;
    private final Members members;
    private final Audit audit;

    StandIns(TenantDatabase database, StandInTable table, Members members, Audit audit) {
        this.database = database;
        this.table = table;
        this.members = members;
        this.audit = audit;
    }

    /// @param from first day, in the tenant's time zone
    /// @param until last day
    public record StandIn(long memberId, LocalDate from, LocalDate until) {}

    /// The one the caller has named, past ones included.
    public Optional<StandIn> own() {
        Session session = TenantRunner.current();
        long member = session.actor().requireMember();
        return database.inTransaction(handle -> table.find(handle, session.tenant().id(), member));
    }

    /// Names someone, or with null nobody any more. Decisions made in her place stay.
    ///
    /// @throws PluginException [ApprovalError#STAND_IN_INVALID]
    public void save(@Nullable StandIn wanted) {
        Session session = TenantRunner.current();
        int tenant = session.tenant().id();
        long me = session.actor().requireMember();
        if (wanted != null) {
            check(wanted, me);
        }
        database.inTransaction(handle -> {
            Optional<StandIn> before = table.find(handle, tenant, me);
            table.replace(handle, tenant, me, wanted);
            audit.record(
                    handle,
                    "approval.stand-in",
                    "member",
                    me,
                    before.map(StandIns::json).orElse(null),
                    wanted == null ? null : json(wanted));
            return true;
        });
    }

    private void check(StandIn wanted, long me) {
        boolean active = members.find(wanted.memberId()).filter(Member::active).isPresent();
        boolean days =
                !wanted.until().isBefore(wanted.from())
                        && wanted.until().isBefore(wanted.from().plusDays(MOST_DAYS));
        if (wanted.memberId() == me || !active || !days) {
            throw new PluginException(ApprovalError.STAND_IN_INVALID);
        }
    }

    private static String json(StandIn one) {
        return Json.write(
                Map.of(
                        "standInId", one.memberId(),
                        "from", one.from().toString(),
                        "until", one.until().toString()));
    }
}
