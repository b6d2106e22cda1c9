package io.trunkline.ui.approval;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.approval.ApprovalStep.OnTimeOut;
import io.trunkline.core.approval.ApprovalStep.Who;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.util.List;
import java.util.stream.Stream;

/// The fields of one step.
final class StepFields extends Div {

    private final Span number = new Span();
    private final Select<Who> who = new Select<>();
    private final ComboBox<String> value = new ComboBox<>();
    private final IntegerField count = new IntegerField(Screens.text("approval.step.count"));
    private final NumberField from = new NumberField(Screens.text("approval.step.from"));
    private final IntegerField hours = new IntegerField(Screens.text("approval.step.hours"));
    private final Select<OnTimeOut> then = new Select<>();
    private final Button remove = new Button(Icons.of(Icons.TRASH_2));
    private final transient List<String> roles;
    private final String usual;

    StepFields(ApprovalStep step, List<String> roles, ApprovalTexts texts) {
        this.roles = roles;
        this.usual = step.who() == Who.ROLE ? CorePermissions.CUSTOMER_VIEW.key() : step.value();
        addClassName("tl-approval-step-fields");
        number.addClassName("tl-step-mark");
        who.setLabel(Screens.text("approval.step.who"));
        who.setItems(Who.values());
        who.setItemLabelGenerator(one -> Screens.text("approval.step.who." + one));
        who.setValue(step.who());
        who.addValueChangeListener(event -> offer());
        value.setItemLabelGenerator(
                key -> who.getValue() == Who.ROLE ? texts.role(key) : texts.permission(key));
        value.setAllowCustomValue(true);
        value.addCustomValueSetListener(event -> take(event.getDetail().strip()));
        offer();
        value.setValue(step.value());
        count.setValue(step.count());
        count.setMin(1);
        count.setMax(10);
        count.setStepButtonsVisible(true);
        from.setMin(0);
        from.setPlaceholder("–");
        Long amount = step.fromAmount();
        if (amount != null) {
            from.setValue(amount.doubleValue());
        }
        hours.setMin(1);
        hours.setPlaceholder("–");
        Integer time = step.hours();
        if (time != null) {
            hours.setValue(time);
        }
        then.setLabel(Screens.text("approval.step.then"));
        then.setItems(OnTimeOut.values());
        then.setItemLabelGenerator(one -> Screens.text("approval.then." + one));
        then.setValue(step.onTimeOut());
        remove.addThemeNames("tertiary", "icon");
        remove.setAriaLabel(Screens.text("approval.step.remove"));
        remove.setTooltipText(Screens.text("approval.step.remove"));
        Div fields = new Div(who, value, count, from, hours, then);
        fields.addClassName("tl-approval-step-grid");
        add(number, fields, remove);
    }

    void onRemove(Runnable action) {
        remove.addClickListener(click -> action.run());
    }

    void number(int position, boolean removable) {
        number.setText(Integer.toString(position));
        remove.setVisible(removable);
    }

    boolean check() {
        String chosen = value.getValue();
        boolean missing = chosen == null || chosen.isBlank();
        value.setInvalid(missing);
        boolean noCount = count.getValue() == null;
        count.setInvalid(count.isInvalid() || noCount);
        return !missing && !count.isInvalid() && !hours.isInvalid() && !from.isInvalid();
    }

    ApprovalStep step() {
        Double amount = from.getValue();
        return new ApprovalStep(
                who.getValue(),
                value.getValue().strip(),
                count.getValue(),
                amount == null ? null : amount.longValue(),
                hours.getValue(),
                then.getValue());
    }

    /// A key that is not among those offered: of another plugin, for example.
    private void take(String typed) {
        if (who.getValue() != Who.ROLE && typed.matches("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*")) {
            value.setValue(typed);
        }
    }

    private void offer() {
        boolean role = who.getValue() == Who.ROLE;
        value.setLabel(Screens.text(role ? "approval.step.role" : "approval.step.permission"));
        value.setItems(
                role
                        ? roles
                        : Stream.concat(
                                        Stream.of(usual),
                                        CorePermissions.ORDERED.stream().map(Permission::key))
                                .distinct()
                                .toList());
        value.setValue(role ? roles.stream().findFirst().orElse(null) : usual);
    }
}
