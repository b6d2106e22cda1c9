package io.trunkline.tenancy.member.internal;

import io.trunkline.tenancy.member.MemberRecord.Consent;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What people whose accounts were made for another tenant are asked by this one, and answer. Their
/// versions stay: nothing that is edited changes.
public final class ConsentRows {

    /// Of wrong codes; then a new invitation is needed.
    public static final int MOST_TRIES = 10;

    private final Handle handle;
    private final int tenant;

    public ConsentRows(Handle handle, int tenant) {
        this.handle = handle;
        this.tenant = tenant;
    }

    /// One question that is open.
    ///
    /// @param code digest of what she was told; null where it was asked without
    public record Asked(byte @Nullable [] code, int tries) {

        public boolean isSpent() {
            return code == null || tries >= MOST_TRIES;
        }
    }

    /// Asks her, by a code that was not used before; what she answered is forgotten.
    ///
    /// @param code digest of it
    public void ask(long id, byte[] code) {
        update(id, Consent.ASKED, code);
    }

    /// @param consent null once she agreed, or where nobody has to ask her
    public void answer(long id, @Nullable Consent consent) {
        update(id, consent, null);
    }

    private void update(long id, @Nullable Consent consent, byte @Nullable [] code) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.member
                           SET consent = :consent, consent_code = :code, consent_tries = 0,
                               invitation_due = CASE WHEN :consent IS NULL THEN NULL ELSE invitation_due END
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("consent", consent == null ? null : consent.name().toLowerCase(Locale.ROOT))
                .bind("code", code)
                .execute();
    }

    /// Held until the transaction ends: of two answers at once, the first counts.
    ///
    /// @return empty where nobody asks her
    public Optional<Asked> lock(long id) {
        return handle.createQuery(
                        """
                        SELECT consent_code, consent_tries FROM trunkline.member
                         WHERE tenant_id = :tenant AND id = :id AND consent = 'asked' AND state = 'active'
                           FOR UPDATE
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .map((row, context) -> new Asked(row.getBytes(1), row.getInt(2)))
                .findOne();
    }

    public void tried(long id) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.member SET consent_tries = consent_tries + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .execute();
    }
}
