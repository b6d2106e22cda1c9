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

    /// Asks her, by a code that was not used before; that she declined is forgotten.
    ///
    /// @param code digest of it
    /// @param open whether she had not agreed when who invites began
    /// @return false where she agreed since: she is not asked anew
    public boolean ask(long id, byte[] code, boolean open) {
        return update(id, Consent.ASKED, code, open);
    }

    /// @param consent null once she agreed, or where nobody has to ask her
    public void answer(long id, @Nullable Consent consent) {
        update(id, consent, null, false);
    }

    private boolean update(
            long id, @Nullable Consent consent, byte @Nullable [] code, boolean open) {
        int changed =
                handle.createUpdate(
                                """
                                UPDATE trunkline.member
                                   SET consent = :consent, consent_code = :code, consent_tries = 0,
                                       invitation_due = CASE WHEN :consent IS NULL THEN NULL ELSE invitation_due END
                                 WHERE tenant_id = :tenant AND id = :id AND (NOT :open OR consent IS NOT NULL)
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind(
                                "consent",
                                consent == null ? null : consent.name().toLowerCase(Locale.ROOT))
                        .bind("code", code)
                        .bind("open", open)
                        .execute();
        return changed == 1;
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
