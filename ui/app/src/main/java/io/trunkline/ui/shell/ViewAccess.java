package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.quarkus.annotation.VaadinServiceEnabled;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.Session;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides before each navigation whether the page may be opened: no tenant leads to the choice of
/// one, a missing permission to the refusal, a page without annotation is refused to everyone.
@Dependent
@VaadinServiceEnabled
public class ViewAccess implements VaadinServiceInitListener {

    private static final String OPERATORS_HOME = "operator/tenants";

    private final OpenPages pages;

    @Inject
    ViewAccess(OpenPages pages) {
        this.pages = pages;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource()
                .addSessionInitListener(
                        session -> session.getSession().setErrorHandler(new ScreenErrors()));
        event.getSource().addUIInitListener(init -> prepare(init.getUI()));
    }

    private void prepare(UI ui) {
        Visitor.current()
                .ifPresent(visitor -> {
                    if (visitor.session() != null) {
                        pages.opened(OpenPage.of(ui, visitor.session(), visitor));
                    }
                });
        ui.setLocale(language());
        Connection.speak(ui);
        ui.addBeforeEnterListener(ViewAccess::check);
    }

    private static Locale language() {
        Optional<Session> session = Visitor.current().map(Visitor::session);
        if (session.isPresent()) {
            return ScreenTexts.language(session.get().locale());
        }
        VaadinRequest request = VaadinRequest.getCurrent();
        return Visitors.language(request == null ? null : request.getCookies())
                .orElseGet(() ->
                        ScreenTexts.language(
                                request == null
                                        ? VaadinSession.getCurrent().getLocale()
                                        : request.getLocale()));
    }

    private static void check(BeforeEnterEvent event) {
        Class<?> target = event.getNavigationTarget();
        Visitor visitor = Visitor.current().orElse(null);
        if (target.isAnnotationPresent(ForOperators.class)) {
            if (visitor == null || !visitor.operator()) {
                event.rerouteTo(RefusedView.class);
            }
            return;
        }
        WithoutPermission open = target.getAnnotation(WithoutPermission.class);
        if (open != null && !open.tenant()) {
            return;
        }
        Optional<Session> session = Optional.ofNullable(visitor).map(Visitor::session);
        if (session.isEmpty()) {
            leadElsewhere(event, visitor);
            return;
        }
        if (open != null) {
            return;
        }
        Needs needs = target.getAnnotation(Needs.class);
        if (needs == null) {
            event.rerouteTo(RefusedView.class);
        } else if (!session.get().may(new Permission(needs.value()))) {
            event.rerouteTo(RefusedView.class, needs.value());
        }
    }

    private static void leadElsewhere(BeforeEnterEvent event, @Nullable Visitor visitor) {
        if (visitor != null && visitor.refusal() != null) {
            event.rerouteTo(ClosedTenantView.class);
        } else if (visitor != null && visitor.operator() && visitor.organizations().isEmpty()) {
            event.forwardTo(OPERATORS_HOME);
        } else {
            event.forwardTo(TenantChoiceView.class);
        }
    }
}
