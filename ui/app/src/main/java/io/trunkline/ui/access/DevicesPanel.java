package io.trunkline.ui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.server.VaadinRequest;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.access.AccessError;
import io.trunkline.tenancy.access.Device;
import io.trunkline.tenancy.access.Device.State;
import io.trunkline.tenancy.access.DeviceSecret;
import io.trunkline.tenancy.access.Devices;
import io.trunkline.tenancy.access.Entrance;
import io.trunkline.ui.shell.Confirm;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Visitor;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Devices that wait, are approved or were revoked; and deciding about them.
final class DevicesPanel extends Div {

    private static final int PAGE = 100;

    private final transient Devices devices;
    private final Select<State> state = new Select<>();
    private final Div body = new Div();
    private final Button more = new Button(Screens.text("access.device.more"), click -> load());
    private final transient List<Device> found = new ArrayList<>();

    DevicesPanel(Devices devices) {
        this.devices = devices;
        addClassName("tl-panel");
        setId("access-device-list");
        state.setItems(State.values());
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption(Screens.text("access.device.all"));
        state.setItemLabelGenerator(
                value -> value == null ? Screens.text("access.device.all") : word(value));
        state.setAriaLabel(Screens.text("access.device.state"));
        state.addValueChangeListener(change -> show());
        Span spacer = new Span();
        spacer.addClassName("tl-spacer");
        Button refresh = new Button(Icons.of(Icons.REFRESH_CW), click -> show());
        refresh.addThemeNames("tertiary", "icon");
        refresh.setAriaLabel(Screens.text("access.device.refresh"));
        refresh.setTooltipText(Screens.text("access.device.refresh"));
        Div head = new Div(new H2(Screens.text("access.device.title")), spacer, state, refresh);
        head.addClassName("tl-head");
        body.addClassNames("tl-fill", "tl-devices");
        more.addThemeName("tertiary");
        Div foot = new Div(thisDevice(), more);
        foot.addClassName("tl-foot");
        add(head, body, foot);
    }

    /// What the current request comes in by.
    static Entrance entrance() {
        VaadinRequest request = VaadinRequest.getCurrent();
        return new Entrance(
                request == null ? "" : request.getRemoteAddr(),
                Visitor.current().map(Visitor::device).orElse(null));
    }

    /// Reads the list anew.
    void show() {
        found.clear();
        load();
    }

    /// So that whoever wants to ask for approved devices has her own among them first.
    private Component thisDevice() {
        String device = entrance().device();
        Span code =
                new Span(
                        device == null
                                ? Screens.text("access.device.this.none")
                                : Screens.text("access.device.this", DeviceSecret.code(device)));
        code.addClassName("tl-muted");
        Button propose =
                new Button(
                        Screens.text("access.device.propose"),
                        click -> UI.getCurrent().getPage().setLocation("this-device"));
        propose.setId("access-device-propose");
        Div line = new Div(code, propose);
        line.addClassName("tl-row");
        return line;
    }

    private void load() {
        Long after = found.isEmpty() ? null : Long.valueOf(found.getLast().id());
        List<Device> page = devices.list(state.getValue(), null, after, PAGE);
        found.addAll(page);
        more.setVisible(page.size() == PAGE);
        body.removeAll();
        body.add(
                found.isEmpty()
                        ? States.empty(
                                Icons.MONITOR,
                                Screens.text("access.device.none"),
                                Screens.text("access.device.none.why"))
                        : grid());
    }

    private Grid<Device> grid() {
        Grid<Device> grid = new Grid<>();
        grid.setId("access-devices-grid");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeNames("no-border");
        grid.addColumn(Device::code).setHeader(Screens.text("access.device.code"));
        grid.addColumn(Device::memberName)
                .setTooltipGenerator(Device::username)
                .setHeader(Screens.text("access.device.member"));
        grid.addColumn(device -> device.name().isEmpty() ? "–" : device.name())
                .setHeader(Screens.text("access.device.name"));
        grid.addColumn(device -> io.trunkline.ui.signin.Device.of(device.agent()).text())
                .setTooltipGenerator(device -> device.agent() + " · " + device.address())
                .setHeader(Screens.text("access.device.what"));
        grid.addColumn(device -> word(device.state()))
                .setTooltipGenerator(Device::decidedBy)
                .setHeader(Screens.text("access.device.state"));
        grid.addColumn(device -> Screens.formats().dateTime(device.lastSeenAt()))
                .setHeader(Screens.text("access.device.seen"));
        grid.addComponentColumn(this::actions).setAutoWidth(true).setFlexGrow(0);
        Narrow.keep(grid, 0, 1, 6);
        grid.setItems(found);
        grid.setSizeFull();
        return grid;
    }

    private Component actions(Device device) {
        Div actions = new Div();
        actions.addClassName("tl-row");
        if (device.state() == State.APPROVED) {
            actions.add(button("access.device.rename", () -> name(device, false)));
        } else {
            actions.add(button("access.device.approve", () -> name(device, true)));
        }
        if (device.state() != State.REVOKED) {
            actions.add(
                    button(
                            device.state() == State.WAITING
                                    ? "access.device.refuse"
                                    : "access.device.revoke",
                            () -> revoke(device, false)));
        }
        return actions;
    }

    private void name(Device device, boolean approve) {
        new DeviceNameDialog(device, approve, name -> decide(device, approve, name)).open();
    }

    private void decide(Device device, boolean approve, String name) {
        try {
            if (approve) {
                devices.approve(device.id(), device.version(), name);
            } else {
                devices.rename(device.id(), device.version(), name);
            }
            Toasts.done(
                    Screens.text(
                            approve ? "access.device.approved" : "access.device.renamed",
                            device.code(),
                            device.memberName()));
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
        show();
    }

    private void revoke(Device device, boolean confirmed) {
        try {
            devices.revoke(device.id(), device.version(), entrance(), confirmed);
            Toasts.done(Screens.text("access.device.revoked", device.code()));
        } catch (PluginException refused) {
            if (refused.code() == AccessError.LOCKS_YOU_OUT) {
                new Confirm(
                                Screens.text("access.confirm.title"),
                                Screens.text("access.device.confirm"),
                                Screens.text("access.device.revoke"),
                                () -> revoke(device, true))
                        .open();
                return;
            }
            Toasts.failed(Failure.of(refused));
        }
        show();
    }

    private static Button button(String text, Runnable action) {
        Button button = new Button(Screens.text(text), click -> action.run());
        button.addThemeNames("tertiary", "small");
        return button;
    }

    private static String word(State state) {
        return Screens.text("access.device.state." + state.name().toLowerCase(Locale.ROOT));
    }
}
