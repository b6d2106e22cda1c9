package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import java.util.List;

/// What someone sees of a page her roles do not open.
@Route(value = "refused", layout = MainLayout.class)
@WithoutPermission
public class RefusedView extends Div implements Trail {

    public RefusedView() {
        addClassName("tl-view");
        Div panel =
                new Div(
                        States.refused(
                                Screens.text("shell.refused"), Screens.text("shell.refused.why")));
        panel.addClassName("tl-panel");
        add(panel);
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("shell.refused"), null));
    }
}
