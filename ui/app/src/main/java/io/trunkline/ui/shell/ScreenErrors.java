package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;

/// What nobody caught: the person is told in a toast and goes on; the log has the details under the
/// number she can name.
public class ScreenErrors implements ErrorHandler {

    @Override
    public void error(ErrorEvent event) {
        Failure failure = Failure.of(event.getThrowable());
        UI ui = UI.getCurrent();
        if (ui != null) {
            Toasts.failed(failure);
        }
    }
}
