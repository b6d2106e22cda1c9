package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import io.trunkline.tenancy.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A page and who is in front of it, as known when it was opened. Her session lives only as long as
/// a request.
///
/// @param member null for somebody who is no member
/// @param sid the provider's session; null where the token names none
/// @param since when she proved who she is
/// @param device digest of the browser's secret; null where it has none
record OpenPage(
        UI ui,
        String tenantKey,
        int tenant,
        @Nullable Long member,
        String username,
        @Nullable String sid,
        Instant since,
        @Nullable String device) {

    static OpenPage of(UI ui, Session session, Visitor visitor) {
        return new OpenPage(
                ui,
                session.tenant().key(),
                session.tenant().id(),
                session.actor().memberId(),
                visitor.username(),
                visitor.sid(),
                visitor.since(),
                visitor.device());
    }
}
