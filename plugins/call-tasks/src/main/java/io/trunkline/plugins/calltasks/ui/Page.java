package io.trunkline.plugins.calltasks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import io.trunkline.plugins.calltasks.CallTasksPlugin;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.ViewContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What every page of the plugin asks: the platform around it, the plugin's services, texts.
///
/// @param view the open page
/// @param platform what the plugin was given
/// @param tasks the plugin's services
public record Page(ViewContext view, PluginContext platform, CallTasksPlugin tasks) {

    private static final int OFF = -1;

    public TenantSession session() {
        return view.session();
    }

    public boolean may(Permission permission) {
        return session().may(permission);
    }

    /// A text of the screens; numbers among the arguments are formatted here.
    public String text(String key, Object... arguments) {
        Object[] readable = new Object[arguments.length];
        for (int index = 0; index < arguments.length; index++) {
            readable[index] =
                    arguments[index] instanceof Number number
                            ? formats().number(number.longValue())
                            : arguments[index];
        }
        return view.text(key, readable);
    }

    public Formats formats() {
        return Formats.of(session());
    }

    public String number(long number) {
        return formats().number(number);
    }

    /// Runs what a person asked for; a refusal becomes a message that says what to do.
    ///
    /// @return whether it went well
    public boolean attempt(Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException e) {
            view.failed(e);
            return false;
        }
    }

    /// Units by id, parents before children.
    public List<OrgUnit> units() {
        return platform.orgUnits().all(session());
    }

    public Optional<String> parameter(String name) {
        return view.parameters().getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    public Optional<Long> idParameter(String name) {
        return parameter(name).filter(value -> value.matches("\\d{1,18}")).map(Long::valueOf);
    }

    public void open(String path, Map<String, String> parameters) {
        view.open(path, parameters);
    }

    /// Does something every so often while a component is shown, each time in the session of the
    /// person in front of it.
    public static void poll(Component shown, int millis, Runnable action) {
        shown.addAttachListener(attached -> {
            UI ui = attached.getUI();
            ui.setPollInterval(millis);
            Registration polling = ui.addPollListener(event -> action.run());
            shown.addDetachListener(detached -> {
                detached.unregisterListener();
                polling.remove();
                ui.setPollInterval(OFF);
            });
        });
    }
}
