package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import java.util.List;

/// A page that could not be built; everything else keeps working.
@ParentLayout(MainLayout.class)
@WithoutPermission
public class FailedView extends Div implements HasErrorParameter<Exception>, Trail {

    public FailedView() {
        addClassName("tl-view");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Div panel =
                new Div(
                        States.error(
                                Screens.text("shell.failed"),
                                Failure.of(parameter.getException()),
                                () -> UI.getCurrent().getPage().reload()));
        panel.addClassName("tl-panel");
        add(panel);
        return 500;
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("shell.failed"), null));
    }
}
