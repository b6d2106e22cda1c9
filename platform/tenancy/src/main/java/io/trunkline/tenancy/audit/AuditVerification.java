package io.trunkline.tenancy.audit;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.internal.Chain;
import io.trunkline.tenancy.audit.internal.ChainCheck;
import io.trunkline.tenancy.audit.internal.Link;
import io.trunkline.tenancy.audit.internal.SealedEntries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recomputes a tenant's chain and names what does not fit.
@ApplicationScoped
public class AuditVerification {

    private static final int CHUNK = 5_000;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final TenantDatabase database;

    @Inject
    public AuditVerification(TenantDatabase database) {
        this.database = database;
    }

    /// An end of the chain that someone kept outside of the database.
    ///
    /// @param digest 64 hexadecimal digits
    public record Kept(long position, String digest) {

        public Kept {
            if (!DIGEST.matcher(digest).matches()) {
                throw new PluginException(StandardErrorCode.INVALID, "digest", digest);
            }
        }
    }

    /// The end of the current tenant's chain. Needs `audit.view`.
    public Optional<Verification.Head> head() {
        Session session = viewer();
        return database.<Optional<Chain>, RuntimeException>inTransaction(
                        handle -> Chain.find(handle, session.tenant().id()))
                .filter(chain -> chain.position() > 0)
                .map(AuditVerification::head);
    }

    /// Reads every entry of the current tenant, in chunks, each in a short transaction of its own:
    /// about as long as it takes to read them. Needs `audit.view`.
    ///
    /// @param kept what the chain must lead through; null for nothing
    public Verification verify(@Nullable Kept kept) {
        int tenant = viewer().tenant().id();
        while (true) {
            Chain chain = chain(tenant);
            Verification found =
                    chain == null ? unsealed(tenant, kept) : verified(tenant, chain, kept);
            Chain after = chain(tenant);
            boolean begunLater =
                    after != null && chain != null && after.basePosition() != chain.basePosition();
            // Retention took away what was being read: begin where it left off.
            if (!begunLater) {
                return found;
            }
        }
    }

    private Verification unsealed(int tenant, @Nullable Kept kept) {
        List<Verification.Finding> findings =
                new ArrayList<>(
                        database.inWorkerTransaction(
                                handle -> SealedEntries.outside(handle, tenant)));
        if (kept != null && kept.position() > 0) {
            findings.add(new Verification.Finding(Verification.Kind.CUT_OFF, 1, null));
        }
        long pending = database.inWorkerTransaction(handle -> SealedEntries.all(handle, tenant));
        return new Verification(0, 1, null, pending, findings);
    }

    private Verification verified(int tenant, Chain chain, @Nullable Kept kept) {
        ChainCheck check = new ChainCheck(chain, kept);
        long after = chain.basePosition();
        while (!check.full() && after < chain.position()) {
            long from = after;
            List<SealedEntries.Sealed> seals =
                    database.inWorkerTransaction(handle ->
                            SealedEntries.chunk(handle, tenant, from, chain.position(), CHUNK));
            seals.forEach(check::next);
            if (seals.size() < CHUNK) {
                break;
            }
            after = seals.getLast().position();
        }
        check.end();
        database.inWorkerTransaction(handle -> {
            SealedEntries.outside(handle, tenant).forEach(check::outside);
            SealedEntries.withoutSeal(handle, tenant, chain).forEach(check::withoutSeal);
            return true;
        });
        long pending =
                database.inWorkerTransaction(
                        handle -> SealedEntries.pending(handle, tenant, chain));
        return new Verification(
                check.checked(),
                chain.basePosition() + 1,
                chain.position() == 0 ? null : head(chain),
                pending,
                check.findings());
    }

    private @Nullable Chain chain(int tenant) {
        return database.<Optional<Chain>, RuntimeException>inWorkerTransaction(
                        handle -> Chain.find(handle, tenant))
                .orElse(null);
    }

    private static Verification.Head head(Chain chain) {
        return new Verification.Head(chain.position(), Link.hex(chain.digest()), chain.sealedAt());
    }

    private static Session viewer() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.AUDIT_VIEW);
        return session;
    }
}
