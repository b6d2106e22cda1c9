package io.trunkline.ui.role;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.role.RoleDraft;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Asks for the name of a new role.
class RoleNameDialog extends Dialog {

    RoleNameDialog(String title, String suggestion, Consumer<String> wanted) {
        setHeaderTitle(title);
        setWidth("360px");
        TextField name = new TextField(Screens.text("role.name"));
        name.setId("role-new-name");
        name.setWidthFull();
        name.setMaxLength(100);
        name.setRequiredIndicatorVisible(true);
        name.setValue(suggestion);
        name.setAutofocus(true);
        Button cancel = new Button(Screens.text("shell.cancel"), click -> close());
        Button create = new Button(Screens.text("role.create"));
        create.setId("role-create");
        create.addThemeName("primary");
        create.addClickShortcut(Key.ENTER).resetFocusOnActiveElement();
        create.addClickListener(click -> {
            try {
                wanted.accept(name.getValue());
                close();
            } catch (PluginException refused) {
                name.setInvalid(true);
                name.setErrorMessage(Failure.of(refused).message());
            }
        });
        add(name);
        getFooter().add(cancel, create);
    }

    /// A role that grants nothing yet and reaches its holder's own rows.
    static RoleDraft empty(String name) {
        return new RoleDraft(name, List.of(), RowScope.Kind.OWN, Map.of(), false);
    }
}
