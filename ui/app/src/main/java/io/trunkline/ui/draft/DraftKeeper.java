package io.trunkline.ui.draft;

import com.vaadin.flow.component.HasValue;
import io.trunkline.tenancy.draft.Draft;
import io.trunkline.tenancy.draft.DraftTickets;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Visitor;
import io.trunkline.ui.spi.Drafts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The platform's answer to [Drafts]: kept for the member of the current session.
@ApplicationScoped
public class DraftKeeper implements Drafts {

    private final io.trunkline.tenancy.draft.Drafts drafts;
    private final DraftTickets tickets;

    @Inject
    DraftKeeper(io.trunkline.tenancy.draft.Drafts drafts, DraftTickets tickets) {
        this.drafts = drafts;
        this.tickets = tickets;
    }

    @Override
    public Kept keep(
            String form, long objectId, Map<String, ? extends HasValue<?, String>> fields) {
        Map<String, HasValue<?, String>> watched = new LinkedHashMap<>(fields);
        Map<String, String> before = values(watched);
        Optional<Draft> found = drafts.find(form, objectId);
        found.ifPresent(draft -> restore(draft, watched));
        String username = Visitor.current().map(Visitor::username).orElse("");
        WatchedForm kept =
                new WatchedForm(
                        drafts,
                        form,
                        objectId,
                        watched,
                        before,
                        tickets.issue(username, form, objectId));
        found.filter(draft -> !values(watched).equals(before))
                .ifPresent(draft ->
                        Toasts.done(
                                Screens.text(
                                        "draft.restored",
                                        Screens.formats().dateTime(draft.savedAt())),
                                Screens.text("draft.discard"),
                                () -> {
                                    drafts.drop(form, objectId);
                                    before.forEach((name, value) -> set(watched.get(name), value));
                                    kept.forgetChanges();
                                }));
        return kept;
    }

    /// Whether something is kept for the form.
    public Optional<Draft> find(String form, long objectId) {
        return drafts.find(form, objectId);
    }

    private static void restore(Draft draft, Map<String, HasValue<?, String>> fields) {
        draft.fields().forEach((name, value) -> set(fields.get(name), value));
    }

    private static void set(@Nullable HasValue<?, String> field, String value) {
        if (field != null && !field.isReadOnly()) {
            field.setValue(value);
        }
    }

    static Map<String, String> values(Map<String, HasValue<?, String>> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach((name, field) ->
                values.put(name, field.getValue() == null ? "" : field.getValue()));
        return values;
    }
}
