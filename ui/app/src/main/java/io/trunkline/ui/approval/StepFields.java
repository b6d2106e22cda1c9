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
import java.util.Map;
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
    private final transient Map<String, String> positions;
    private final String usual;

    /// @param positions names by key
    StepFields(
            ApprovalStep step,
            List<String> roles,
            Map<String, String> positions,
            ApprovalTexts texts) {
        this.roles = roles;
        this.positions = positions;
        this.usual = byPermission(step.who()) ? step.value() : CorePermissions.CUSTOMER_VIEW.key();
        addClassName("tl-approval-step-fields");
        number.addClassName("tl-step-mark");
        who.setLabel(Screens.text("approval.step.who"));
        who.setItems(Who.values());
        who.setItemLabelGenerator(one -> Screens.text("approval.step.who." + one));
        who.setValue(step.who());
        who.addValueChangeListener(event -> offer());
        value.setItemLabelGenerator(key ->
                switch (who.getValue()) {
                    case ROLE -> texts.role(key);
                    case POSITION -> positions.getOrDefault(key, key);
                    case PERMISSION, LEAD -> texts.permission(key);
                });
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

    private static boolean byPermission(Who who) {
        return who == Who.PERMISSION || who == Who.LEAD;
    }

    /// A key that is not among those offered: of another plugin, for example.
    private void take(String typed) {
        if (byPermission(who.getValue()) && typed.matches("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*")) {
            value.setValue(typed);
        }
    }

    private void offer() {
        switch (who.getValue()) {
            case ROLE -> offer("approval.step.role", roles);
            case POSITION -> offer("approval.step.position", List.copyOf(positions.keySet()));
            case PERMISSION, LEAD ->
                    offer(
                            "approval.step.permission",
                            Stream.concat(
                                            Stream.of(usual),
                                            CorePermissions.ORDERED.stream().map(Permission::key))
                                    .distinct()
                                    .toList());
        }
    }

    private void offer(String label, List<String> keys) {
        value.setLabel(Screens.text(label));
        value.setItems(keys);
        value.setValue(keys.stream().findFirst().orElse(null));
    }
}
