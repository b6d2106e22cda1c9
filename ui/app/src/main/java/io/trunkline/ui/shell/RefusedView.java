package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.Route;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.role.WhoGrants;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What someone sees of a page her roles do not open; where it is a permission that she lacks, with
/// the roles that have it.
@Route(value = "refused", layout = MainLayout.class)
@WithoutPermission
public class RefusedView extends Div implements Trail, HasUrlParameter<String> {

    private final transient WhoGrants who;
    private final Div panel = new Div();

    @Inject
    public RefusedView(WhoGrants who) {
        this.who = who;
        addClassName("tl-view");
        panel.addClassName("tl-panel");
        add(panel);
    }

    @Override
    public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String needed) {
        panel.removeAll();
        panel.add(
                permission(needed)
                        .map(permission -> Refusal.of(who, permission))
                        .orElseGet(() ->
                                States.refused(
                                        Screens.text("shell.refused"),
                                        Screens.text("shell.refused.why"))));
    }

    private static Optional<Permission> permission(@Nullable String key) {
        try {
            return Optional.ofNullable(key).map(Permission::new);
        } catch (IllegalArgumentException e) {
            // Typed into the address by hand.
            return Optional.empty();
        }
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("shell.refused"), null));
    }
}
