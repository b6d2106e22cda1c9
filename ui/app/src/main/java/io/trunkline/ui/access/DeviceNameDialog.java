package io.trunkline.ui.access;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.tenancy.access.Device;
import io.trunkline.ui.shell.Screens;
import java.util.function.Consumer;

/// Names a device, and approves it where it waits.
final class DeviceNameDialog extends Dialog {

    DeviceNameDialog(Device device, boolean approve, Consumer<String> named) {
        setHeaderTitle(
                Screens.text(
                        approve ? "access.device.approve.title" : "access.device.rename.title",
                        device.code()));
        addClassName("tl-dialog");
        setWidth("380px");
        TextField name = new TextField(Screens.text("access.device.name"));
        name.setId("access-device-name");
        name.setHelperText(Screens.text("access.device.name.help"));
        name.setMaxLength(100);
        name.setWidthFull();
        name.setAutofocus(true);
        name.setValue(device.name());
        Div body = new Div();
        body.addClassName("tl-dialog-body");
        if (approve) {
            body.add(
                    new Paragraph(
                            Screens.text(
                                    "access.device.approve.text",
                                    device.memberName(),
                                    device.code())));
        }
        body.add(name);
        add(body);
        Button cancel = new Button(Screens.text("shell.cancel"), click -> close());
        Button act =
                new Button(
                        Screens.text(approve ? "access.device.approve" : "access.device.rename"));
        act.setId("access-device-act");
        act.addThemeName("primary");
        act.addClickListener(click -> {
            close();
            named.accept(name.getValue());
        });
        getFooter().add(cancel, act);
    }
}
