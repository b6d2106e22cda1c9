package io.trunkline.ui.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.vaadin.flow.component.BlurNotifier;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.shared.Registration;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.draft.Drafts;
import io.trunkline.ui.spi.Drafts.Kept;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// One form whose fields are watched. What the server has seen is saved every other second while
/// she types, and whenever a field is left. What only the browser has seen when the page ends – her
/// last words before the sign-in turned out to be over – it hands over itself, with a ticket that
/// is good without a sign-in.
final class WatchedForm implements Kept, Serializable {

    private static final Logger LOG = Logger.getLogger(WatchedForm.class);
    private static final long AT_MOST_EVERY_NANOS = 2_000_000_000L;

    /// Fields hold their text in `value`. Only what differs from the beginning is handed over.
    private static final String WATCH =
            """
            const ticket = $0, begun = JSON.parse($1), names = Object.keys(begun), fields = [%s];
            let told = '';
            const send = () => {
              const changed = {};
              names.forEach((name, i) => {
                const value = fields[i].value ?? '';
                if (value !== begun[name]) changed[name] = value;
              });
              const now = JSON.stringify({ticket: ticket, fields: changed});
              if (now !== told && Object.keys(changed).length > 0 && fields.some(field => field.isConnected)) {
                navigator.sendBeacon('drafts', now);
                told = now;
              }
            };
            window.addEventListener('pagehide', send);
            this.tlDraftEnd = () => window.removeEventListener('pagehide', send);
            """;

    private static final String END = "this.tlDraftEnd && this.tlDraftEnd();";

    private final transient Drafts drafts;
    private final String form;
    private final long objectId;
    private final transient Map<String, HasValue<?, String>> fields;
    private final List<Registration> listeners = new ArrayList<>();
    private final transient Map<String, String> begun;
    private transient Map<String, String> saved = Map.of();
    private long savedAt;

    WatchedForm(
            Drafts drafts,
            String form,
            long objectId,
            Map<String, HasValue<?, String>> fields,
            Map<String, String> begun,
            String ticket) {
        this.drafts = drafts;
        this.form = form;
        this.objectId = objectId;
        this.fields = fields;
        this.begun = begun;
        this.saved = changed();
        this.savedAt = System.nanoTime() - AT_MOST_EVERY_NANOS;
        fields.values().forEach(this::listen);
        watchInBrowser(ticket);
    }

    @Override
    public void done() {
        listeners.forEach(Registration::remove);
        listeners.clear();
        first().getElement().executeJs(END);
        drafts.drop(form, objectId);
    }

    /// The fields were set back to what the form began with.
    void forgetChanges() {
        saved = changed();
    }

    /// What someone else changed meanwhile must not be put back by what she only looked at.
    private Map<String, String> changed() {
        Map<String, String> changed = DraftKeeper.values(fields);
        changed.entrySet().removeIf(field -> field.getValue().equals(begun.get(field.getKey())));
        return changed;
    }

    private void listen(HasValue<?, String> field) {
        listeners.add(
                field.addValueChangeListener(event -> {
                    if (System.nanoTime() - savedAt >= AT_MOST_EVERY_NANOS) {
                        save();
                    }
                }));
        if (field instanceof BlurNotifier<?> leaving) {
            listeners.add(leaving.addBlurListener(event -> save()));
        }
        listeners.add(((Component) field).addDetachListener(event -> saveIfSignedIn()));
    }

    private void saveIfSignedIn() {
        try {
            TenantRunner.current();
        } catch (IllegalStateException nobody) {
            return;
        }
        save();
    }

    /// A draft that cannot be kept must not stand in the way of the form itself.
    private void save() {
        Map<String, String> now = changed();
        if (now.equals(saved)) {
            return;
        }
        try {
            if (now.isEmpty()) {
                drafts.drop(form, objectId);
            } else {
                drafts.save(form, objectId, now);
            }
            saved = now;
            savedAt = System.nanoTime();
        } catch (RuntimeException e) {
            LOG.warn("A draft was not kept", e);
        }
    }

    private void watchInBrowser(String ticket) {
        List<Serializable> arguments = new ArrayList<>();
        arguments.add(ticket);
        arguments.add(written(begun));
        List<String> names = new ArrayList<>();
        for (HasValue<?, String> field : fields.values()) {
            names.add("$" + arguments.size());
            arguments.add(((Component) field).getElement());
        }
        first().getElement()
                .executeJs(
                        WATCH.formatted(String.join(", ", names)),
                        arguments.toArray(Serializable[]::new));
    }

    private static String written(Map<String, String> values) {
        try {
            return new ObjectMapper().writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Component first() {
        return (Component) fields.values().iterator().next();
    }
}
