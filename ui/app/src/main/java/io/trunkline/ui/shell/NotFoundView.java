package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import io.trunkline.ui.spi.Icons;
import java.util.List;

/// An address that leads nowhere.
@ParentLayout(MainLayout.class)
@WithoutPermission
public class NotFoundView extends Div implements HasErrorParameter<NotFoundException>, Trail {

    public NotFoundView() {
        addClassName("tl-view");
        Anchor home = new Anchor("", Screens.text("shell.home"));
        Div panel =
                new Div(
                        States.empty(
                                Icons.SEARCH,
                                Screens.text("shell.not-found"),
                                Screens.text("shell.not-found.why"),
                                home));
        panel.addClassName("tl-panel");
        add(panel);
    }

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return 404;
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("shell.not-found"), null));
    }
}
