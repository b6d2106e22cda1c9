package io.trunkline.ui.signin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.trunkline.tenancy.signin.SignIn;
import io.trunkline.tenancy.signin.SignIns;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.shell.Visitor;
import io.trunkline.ui.shell.WithoutPermission;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.List;

/// Where she herself is signed in.
@Route(value = "my-sign-ins", layout = MainLayout.class)
@WithoutPermission
public class MySignInsView extends Div implements Trail {

    private final transient SignIns signIns;
    private final Div list = new Div();

    @Inject
    public MySignInsView(SignIns signIns) {
        this.signIns = signIns;
        addClassName("tl-view");
        Button others = new Button(Screens.text("signin.end-others"), Icons.of(Icons.LOG_OUT));
        others.setId("end-others");
        others.addClickListener(click -> endOthers());
        Span words = new Span(Screens.text("signin.mine.why"));
        words.addClassName("tl-muted");
        Span spacer = new Span();
        spacer.addClassName("tl-spacer");
        Div head = new Div(new H2(Screens.text("signin.mine")), words, spacer, others);
        head.addClassName("tl-head");
        list.addClassName("tl-signins");
        Div panel = new Div(head, list);
        panel.addClassName("tl-panel");
        add(panel);
        show();
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("signin.mine"), null));
    }

    private void show() {
        list.removeAll();
        signIns.own().forEach(signIn -> list.add(card(signIn)));
    }

    private Div card(SignIn signIn) {
        Device device = Device.of(signIn.device());
        boolean here = signIn.sid().equals(sid());
        Span title = new Span(device.text());
        title.addClassName("tl-strong");
        Span facts =
                new Span(
                        Screens.text(
                                "signin.facts",
                                signIn.address(),
                                Screens.formats().dateTime(signIn.firstSeenAt()),
                                Screens.formats().dateTime(signIn.lastSeenAt())));
        facts.addClassName("tl-muted");
        Div names = new Div(title, facts);
        names.addClassName("tl-two-lines");
        Div card = new Div(Icons.of(device.phone() ? Icons.SMARTPHONE : Icons.MONITOR), names);
        card.addClassName("tl-signin");
        if (here) {
            Span tag = new Span(Screens.text("signin.here"));
            tag.addClassNames("tl-tag", "ok");
            card.add(tag);
        } else {
            Button end = new Button(Screens.text("signin.end"));
            end.addThemeName("tertiary");
            end.addClickListener(click -> end(signIn));
            card.add(end);
        }
        return card;
    }

    private void end(SignIn signIn) {
        try {
            signIns.end(signIn.id());
            Toasts.done(Screens.text("signin.ended"));
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
        show();
    }

    private void endOthers() {
        try {
            signIns.endOthers(sid());
            Toasts.done(Screens.text("signin.ended"));
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
        show();
    }

    private static String sid() {
        return Visitor.current().map(Visitor::sid).orElse("");
    }
}
