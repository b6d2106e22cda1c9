package io.trunkline.ui.identity;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.identity.SignInProviders.Naming;
import io.trunkline.tenancy.identity.SignInProviders.Provider;
import io.trunkline.tenancy.identity.SignInProviders.ProviderDraft;
import io.trunkline.tenancy.signin.SignInProvider;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/// Links the tenant's own provider of sign-ins.
@Route(value = "sign-in", layout = MainLayout.class)
@Needs("role.manage")
public class SignInProviderView extends Div implements Trail {

    private final transient SignInProvider provider;
    private final Div body = new Div();
    private final TextField issuer = new TextField(Screens.text("provider.issuer"));
    private final TextField clientId = new TextField(Screens.text("provider.client"));
    private final PasswordField secret = new PasswordField(Screens.text("provider.secret"));
    private final Select<Naming> naming = new Select<>();

    @Inject
    public SignInProviderView(SignInProvider provider) {
        this.provider = provider;
        addClassName("tl-view");
        Div head = new Div(new H2(Screens.text("provider.title")));
        head.addClassName("tl-head");
        body.addClassNames("tl-fill", "tl-provider");
        Div panel = new Div(head, body);
        panel.addClassName("tl-panel");
        add(panel);
        issuer.setPlaceholder("https://");
        issuer.setHelperText(Screens.text("provider.issuer.rule"));
        issuer.setWidthFull();
        clientId.setWidthFull();
        secret.setWidthFull();
        naming.setLabel(Screens.text("provider.naming"));
        naming.setItems(Naming.values());
        naming.setItemLabelGenerator(each -> Screens.text("provider.naming." + each));
        naming.setWidthFull();
        show();
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("provider.title"), null));
    }

    private void show() {
        body.removeAll();
        if (!provider.managed()) {
            body.add(
                    States.refused(
                            Screens.text("provider.by-hand"),
                            Screens.text("provider.by-hand.why")));
            return;
        }
        Optional<Provider> present;
        try {
            present = provider.current();
        } catch (RuntimeException failed) {
            body.add(States.error(Screens.text("provider.failed"), Failure.of(failed), this::show));
            return;
        }
        issuer.setValue(present.map(Provider::issuer).orElse(""));
        clientId.setValue(present.map(Provider::clientId).orElse(""));
        naming.setValue(present.map(Provider::naming).orElse(Naming.USERNAME));
        secret.clear();
        secret.setHelperText(
                Screens.text(
                        present.isPresent() ? "provider.secret.keep" : "provider.secret.rule"));
        String key = TenantRunner.current().tenant().key();
        Span state =
                new Span(
                        Screens.text(
                                present.isPresent() ? "provider.linked" : "provider.unlinked"));
        state.addClassNames("tl-status", present.isPresent() ? "ok" : "warn");
        Button link =
                new Button(
                        Screens.text(present.isPresent() ? "provider.change" : "provider.link"),
                        click -> link());
        link.addThemeName("primary");
        link.setId("link-provider");
        Button unlink = new Button(Screens.text("provider.unlink"), click -> unlink());
        unlink.addThemeName("error");
        unlink.setVisible(present.isPresent());
        Div steps = new Div(link, unlink);
        steps.addClassName("tl-row");
        body.add(
                state,
                new Paragraph(Screens.text("provider.why", key)),
                issuer,
                clientId,
                secret,
                naming,
                steps);
        if (present.isPresent()) {
            Anchor way = new Anchor("?kc_idp_hint=" + key, Screens.text("provider.way"));
            way.setRouterIgnore(true);
            way.addComponentAsFirst(Icons.of(Icons.LINK));
            body.add(way);
        }
    }

    private void link() {
        try {
            provider.link(
                    new ProviderDraft(
                            issuer.getValue(),
                            clientId.getValue(),
                            secret.getValue(),
                            naming.getValue()));
            Toasts.done(Screens.text("provider.done"));
            show();
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }

    private void unlink() {
        try {
            provider.unlink();
            Toasts.done(Screens.text("provider.undone"));
            show();
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }
}
