package io.trunkline.ui.access;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Route;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.access.AccessError;
import io.trunkline.tenancy.access.AccessLimits;
import io.trunkline.tenancy.access.AccessRules;
import io.trunkline.tenancy.access.AddressRange;
import io.trunkline.tenancy.access.Devices;
import io.trunkline.tenancy.role.RoleTexts;
import io.trunkline.tenancy.role.Roles;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;

/// Limits of the whole company and of each role: addresses, hours and devices; and the devices.
@Route(value = "access", layout = MainLayout.class)
@Needs("tenant.settings")
public class AccessView extends Div implements Trail {

    private final transient AccessRules rules;
    private final transient Roles roles;
    private final Div choices = new Div();
    private final H2 title = new H2();
    private final TextArea addresses = new TextArea(Screens.text("access.addresses"));
    private final HoursEditor hours = new HoursEditor();
    private final Checkbox devices = new Checkbox(Screens.text("access.devices"));
    private final Div editor;
    private final DevicesPanel register;
    private transient AccessRules.Rule shown =
            new AccessRules.Rule(AccessRules.WHOLE_TENANT, AccessLimits.NONE, 0);

    @Inject
    public AccessView(AccessRules rules, Roles roles, Devices register) {
        this.register = new DevicesPanel(register);
        this.rules = rules;
        this.roles = roles;
        addClassNames("tl-view", "tl-access-view");
        choices.addClassName("tl-role-items");
        Paragraph note = new Paragraph(Screens.text("access.note"));
        note.addClassNames("tl-muted", "tl-role-note");
        add(box("tl-panel", box("tl-head", new H2(Screens.text("access.title"))), choices, note));
        editor = editor();
        add(editor, this.register);
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("access.title"), null));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        open(shown.roleId(), Screens.text("access.whole"));
    }

    private Div editor() {
        addresses.setId("access-addresses");
        addresses.setHelperText(Screens.text("access.addresses.help"));
        addresses.setMinRows(4);
        addresses.setMaxLength(20_000);
        devices.setId("access-devices-only");
        devices.setHelperText(Screens.text("access.devices.help"));
        Span here = new Span(Screens.text("access.here", address()));
        here.addClassName("tl-muted");
        Button save = new Button(Screens.text("access.save"), click -> save(false));
        save.setId("access-save");
        save.addThemeName("primary");
        return box(
                "tl-panel",
                box("tl-head", Icons.of(Icons.LOCK), title),
                box("tl-access-body", addresses, hours, devices),
                box("tl-foot", here, spacer(), save));
    }

    private void open(long roleId, String name) {
        shown = rules.of(roleId);
        title.setText(name);
        addresses.setInvalid(false);
        addresses.setValue(
                shown.limits().addresses().stream()
                        .map(range -> (range.text() + " " + range.label()).strip())
                        .collect(Collectors.joining("\n")));
        hours.show(shown.limits().hours());
        devices.setValue(shown.limits().devices());
        show(false);
    }

    private void show(boolean listOfDevices) {
        editor.setVisible(!listOfDevices);
        register.setVisible(listOfDevices);
        if (listOfDevices) {
            register.show();
        }
        choices.removeAll();
        choices.add(
                choice(
                        Screens.text("access.device.title"),
                        listOfDevices,
                        () -> show(true),
                        "access-devices"));
        choices.add(choice(AccessRules.WHOLE_TENANT, Screens.text("access.whole"), listOfDevices));
        // The names of roles are for who manages them; the company's own limits are for both.
        if (TenantRunner.current().may(CorePermissions.ROLE_MANAGE)) {
            roles.all()
                    .forEach(role ->
                            choices.add(
                                    choice(
                                            role.id(),
                                            RoleTexts.name(Screens.locale(), role),
                                            listOfDevices)));
        }
    }

    private NativeButton choice(long roleId, String name, boolean listOfDevices) {
        return choice(
                name,
                !listOfDevices && roleId == shown.roleId(),
                () -> open(roleId, name),
                "access-of-" + roleId);
    }

    private static NativeButton choice(String name, boolean current, Runnable opens, String id) {
        Span words = new Span(name);
        words.addClassName("tl-role-name");
        NativeButton choice = new NativeButton("", click -> opens.run());
        choice.setId(id);
        choice.add(words);
        if (current) {
            choice.addClassName("current");
            choice.getElement().setAttribute("aria-current", "true");
        }
        return choice;
    }

    private void save(boolean confirmed) {
        addresses.setInvalid(false);
        try {
            AccessLimits limits = new AccessLimits(ranges(), hours.value(), devices.getValue());
            shown =
                    rules.update(
                            shown.roleId(),
                            shown.version(),
                            limits,
                            DevicesPanel.entrance(),
                            confirmed);
            Toasts.done(Screens.text("access.saved"));
        } catch (PluginException refused) {
            String message = Failure.of(refused).message();
            if (refused.code() == AccessError.LOCKS_YOU_OUT) {
                confirm();
            } else if (refused.code() == AccessError.RANGE_INVALID
                    || refused.code() == AccessError.RANGES_OVERLAP) {
                addresses.setInvalid(true);
                addresses.setErrorMessage(message);
            } else {
                Toasts.failed(Failure.of(refused));
            }
        }
    }

    private void confirm() {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(Screens.text("access.confirm.title"));
        dialog.setWidth("420px");
        dialog.add(new Paragraph(Screens.text("access.confirm.text", address())));
        if (devices.getValue()) {
            dialog.add(new Paragraph(Screens.text("access.confirm.devices")));
        }
        Button cancel = new Button(Screens.text("shell.cancel"), click -> dialog.close());
        Button save = new Button(Screens.text("access.confirm"));
        save.addThemeNames("primary", "error");
        save.setId("access-confirm");
        save.addClickListener(click -> {
            dialog.close();
            save(true);
        });
        dialog.getFooter().add(cancel, save);
        dialog.open();
    }

    private List<AddressRange> ranges() {
        return addresses
                .getValue()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(AccessView::range)
                .toList();
    }

    private static AddressRange range(String line) {
        String[] parts = line.split("[\\s\\u3000]+", 2);
        return AddressRange.of(parts[0], parts.length > 1 ? parts[1] : "");
    }

    private static String address() {
        return DevicesPanel.entrance().address();
    }

    private static Div box(String className, Component... parts) {
        Div box = new Div(parts);
        box.addClassName(className);
        return box;
    }

    private static Span spacer() {
        Span spacer = new Span();
        spacer.addClassName("tl-spacer");
        return spacer;
    }
}
