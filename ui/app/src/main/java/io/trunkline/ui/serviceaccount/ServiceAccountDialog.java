package io.trunkline.ui.serviceaccount;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.spi.Permission;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.role.PermissionCatalogue;
import io.trunkline.tenancy.serviceaccount.ServiceAccountDraft;
import io.trunkline.tenancy.serviceaccount.ServiceAccounts;
import io.trunkline.ui.shell.DateFields;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.PermissionNames;
import io.trunkline.ui.shell.Screens;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Makes a machine client.
final class ServiceAccountDialog extends Dialog {

    private final transient ServiceAccounts accounts;
    private final transient Consumer<ServiceAccounts.Issued> issued;
    private final TextField name = new TextField(Screens.text("machine.name"));
    private final TextField key = new TextField(Screens.text("machine.key"));
    private final MultiSelectComboBox<String> permissions =
            new MultiSelectComboBox<>(Screens.text("machine.permissions"));
    private final Select<RowScope.Kind> scope = new Select<>();
    private final DatePicker expires = DateFields.picker("machine.expires");
    private final Span problem = new Span();

    ServiceAccountDialog(
            ServiceAccounts accounts,
            PermissionCatalogue catalogue,
            PermissionNames names,
            Consumer<ServiceAccounts.Issued> issued) {
        this.accounts = accounts;
        this.issued = issued;
        Session session = TenantRunner.current();
        setHeaderTitle(Screens.text("machine.new"));
        setWidth("560px");
        setCloseOnOutsideClick(false);
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(100);
        key.setRequiredIndicatorVisible(true);
        key.setMaxLength(30);
        key.setPrefixComponent(new Span(session.tenant().key() + "."));
        key.setHelperText(Screens.text("machine.key.rule"));
        permissions.setRequiredIndicatorVisible(true);
        permissions.setItems(
                catalogue.all().stream()
                        .map(known -> known.permission().key())
                        .filter(item ->
                                session.may(new Permission(item))
                                        || session.may(CorePermissions.ROLE_MANAGE))
                        .toList());
        permissions.setItemLabelGenerator(names::of);
        scope.setLabel(Screens.text("machine.scope"));
        scope.setItems(
                Arrays.stream(RowScope.Kind.values())
                        .filter(kind -> kind.compareTo(session.scope().kind()) <= 0)
                        .toList());
        scope.setItemLabelGenerator(kind -> Screens.text("machine.scope." + kind));
        scope.setValue(session.scope().kind());
        expires.setHelperText(Screens.text("machine.expires.rule"));
        problem.addClassName("tl-bad-text");
        problem.getElement().setAttribute("role", "alert");
        Div form = new Div(name, key, permissions, scope, expires);
        form.addClassName("tl-form");
        Div scroll = new Div(form, problem);
        scroll.addClassName("tl-dialog-body");
        add(scroll);
        Button save = new Button(Screens.text("machine.create"), click -> save());
        save.addThemeName("primary");
        save.setId("create-machine");
        getFooter().add(new Button(Screens.text("shell.cancel"), click -> close()), save);
    }

    private void save() {
        problem.setText("");
        try {
            ServiceAccounts.Issued made =
                    accounts.create(
                            new ServiceAccountDraft(
                                    key.getValue().strip(),
                                    name.getValue(),
                                    List.copyOf(permissions.getValue()),
                                    scope.getValue(),
                                    null,
                                    expires.getValue() == null
                                            ? null
                                            : expires.getValue()
                                                    .plusDays(1)
                                                    .atStartOfDay(TenantRunner.current().zone())
                                                    .toInstant()));
            close();
            issued.accept(made);
        } catch (RuntimeException refused) {
            problem.setText(Failure.of(refused).message());
        }
    }
}
