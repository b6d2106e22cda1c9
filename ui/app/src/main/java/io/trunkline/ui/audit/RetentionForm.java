package io.trunkline.ui.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Retention;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;

/// How long entries and deleted customers are kept; to change for who sets the tenant up.
final class RetentionForm extends Div {

    private final transient Retention retention;
    private final IntegerField months = new IntegerField(Screens.text("audit.retention.months"));
    private final IntegerField days = new IntegerField(Screens.text("audit.retention.days"));
    private int version;

    RetentionForm(Retention retention) {
        this.retention = retention;
        addClassName("tl-section");
        add(new H3(Screens.text("audit.retention")));
        Retention.Times times = retention.times();
        if (!TenantRunner.current().may(CorePermissions.TENANT_SETTINGS)) {
            Paragraph told =
                    new Paragraph(
                            Screens.text(
                                    "audit.retention.told", times.auditMonths(), times.binDays()));
            told.addClassName("tl-muted");
            add(told);
            return;
        }
        bounds(months, 6, 120);
        bounds(days, 1, 365);
        Button save = new Button(Screens.text("audit.retention.save"), click -> save());
        save.setId("audit-retention-save");
        show(times);
        Div fields = new Div(months, days);
        fields.addClassName("tl-row");
        add(fields, save);
    }

    private static void bounds(IntegerField field, int least, int most) {
        field.setMin(least);
        field.setMax(most);
        field.setStepButtonsVisible(true);
        field.setI18n(
                new IntegerField.IntegerFieldI18n()
                        .setMinErrorMessage(Screens.text("audit.retention.between", least, most))
                        .setMaxErrorMessage(Screens.text("audit.retention.between", least, most))
                        .setBadInputErrorMessage(
                                Screens.text("audit.retention.between", least, most)));
    }

    private void show(Retention.Times times) {
        months.setValue(times.auditMonths());
        days.setValue(times.binDays());
        version = times.version();
    }

    private void save() {
        if (months.isInvalid() || days.isInvalid() || months.isEmpty() || days.isEmpty()) {
            return;
        }
        try {
            show(
                    retention.change(
                            new Retention.Times(months.getValue(), days.getValue(), version)));
            Toasts.done(Screens.text("audit.retention.saved"));
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
            show(retention.times());
        }
    }
}
