package io.trunkline.plugins.calltasks.ui.batch;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.plugins.calltasks.batch.Batch;
import io.trunkline.plugins.calltasks.batch.BatchDraft;
import io.trunkline.plugins.calltasks.ui.Dates;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.OrgUnit;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Keys;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A new batch: whom to call, what to say, until when. Says at every change how many customers that
/// is.
final class BatchDialog extends Dialog {

    private static final int NAME_LENGTH = 100;
    private static final int SCRIPT_LENGTH = 10_000;
    private static final int WEEK = 7;
    private static final LocalTime EVENING = LocalTime.of(18, 0);

    private final transient Page page;
    private final transient @Nullable Long importId;
    private final transient Consumer<Batch> made;
    private final String requestId = UUID.randomUUID().toString();
    private final TextField name;
    private final DatePicker from = new DatePicker();
    private final DatePicker to = new DatePicker();
    private final Select<OrgUnit> district = new Select<>();
    private final TextArea script;
    private final Select<Integer> priority = new Select<>();
    private final DateTimePicker due = new DateTimePicker();
    private final Span count = new Span();
    private final Button create;
    private int customers;

    /// @param importId only the customers of this import; null for any
    /// @param made called with the new batch
    BatchDialog(Page page, @Nullable Long importId, Consumer<Batch> made) {
        this.page = page;
        this.importId = importId;
        this.made = made;
        name = new TextField(page.text("ui.batch.name"));
        script = new TextArea(page.text("ui.script.title"));
        create = Parts.primary("create-batch", "", this::create);
        create.setDisableOnClick(true);
        create.setSuffixComponent(Parts.key("Ctrl ↵"));
        setHeaderTitle(page.text("ui.batch.new"));
        setWidth("600px");
        setId("batch-dialog");
        addClassName("tl-dialog");
        fields();
        add(form());
        getFooter()
                .add(
                        counted(),
                        Parts.spacer(),
                        Parts.button("cancel-batch", page.text("ui.cancel"), this::close),
                        create);
        preview();
        name.focus();
    }

    private void fields() {
        name.setId("batch-name");
        name.setRequired(true);
        name.setMaxLength(NAME_LENGTH);
        name.setWidthFull();
        name.setValueChangeMode(ValueChangeMode.LAZY);
        name.addValueChangeListener(change -> judge());
        from.setLabel(page.text("ui.batch.ends-from"));
        from.setId("batch-from");
        to.setLabel(page.text("ui.batch.ends-to"));
        to.setId("batch-to");
        for (DatePicker picker : List.of(from, to)) {
            Dates.prepare(picker, page);
            picker.setClearButtonVisible(true);
            picker.addValueChangeListener(change -> preview());
        }
        district.setLabel(page.text("ui.district"));
        district.setId("batch-district");
        district.setItems(
                page.units().stream()
                        .filter(unit -> unit.kind() == OrgUnit.Kind.DISTRICT)
                        .toList());
        district.setItemLabelGenerator(
                unit -> unit == null ? page.text("ui.district.all") : unit.name());
        district.setEmptySelectionAllowed(true);
        district.setEmptySelectionCaption(page.text("ui.district.all"));
        district.addValueChangeListener(change -> preview());
        script.setId("batch-script");
        script.setMaxLength(SCRIPT_LENGTH);
        script.setPlaceholder(page.text("ui.script.how"));
        script.setMinRows(3);
        script.setMaxRows(6);
        script.setWidthFull();
        priority.setLabel(page.text("ui.priority"));
        priority.setId("batch-priority");
        priority.setItems(3, 2, 1);
        priority.setItemLabelGenerator(level -> page.text("ui.priority." + level));
        priority.setValue(2);
        due.setLabel(page.text("ui.batch.due"));
        due.setId("batch-due");
        Dates.prepare(due, page);
        due.setMin(now());
        due.setValue(now().plusDays(WEEK).with(EVENING));
        due.addValueChangeListener(change -> judge());
    }

    private Div form() {
        Div form = Parts.box("tl-calls-form", name);
        if (importId != null) {
            form.add(
                    Parts.box(
                            "tl-strip wide",
                            Icons.of(Icons.FILE_UP),
                            new Span(page.text("ui.batch.of-import"))));
            name.setValue(page.text("ui.batch.import-name", page.formats().shortDate(today())));
        }
        form.add(from, to, district, priority, due, script);
        Keys.of(form).on("ctrl+enter", this::create);
        return form;
    }

    private Div counted() {
        Div counted = Parts.box("tl-line-icon", Icons.of(Icons.USERS), count);
        counted.setId("batch-count");
        counted.getElement().setAttribute("aria-live", "polite");
        return counted;
    }

    private CustomerFilter filter() {
        OrgUnit unit = district.getValue();
        return new CustomerFilter(
                null,
                unit == null ? null : unit.id(),
                null,
                from.getValue(),
                to.getValue(),
                importId);
    }

    private void preview() {
        boolean backwards =
                from.getValue() != null
                        && to.getValue() != null
                        && to.getValue().isBefore(from.getValue());
        to.setInvalid(backwards);
        to.setErrorMessage(backwards ? page.text("ui.batch.backwards") : "");
        customers = 0;
        if (!backwards) {
            page.attempt(() ->
                    customers =
                            page.tasks().batches().preview(page.session(), filter()).customers());
        }
        count.setText(page.text("ui.batch.match", customers));
        judge();
    }

    private void judge() {
        create.setText(page.text("ui.batch.create", customers));
        create.setEnabled(
                customers > 0
                        && !name.getValue().isBlank()
                        && due.getValue() != null
                        && due.getValue().isAfter(now()));
    }

    private void create() {
        if (customers == 0 || name.getValue().isBlank() || due.getValue() == null) {
            judge();
            return;
        }
        boolean done =
                page.attempt(() -> made(page.tasks().batches().create(page.session(), draft())));
        if (!done) {
            judge();
        }
    }

    private void made(Batch batch) {
        close();
        made.accept(batch);
    }

    private BatchDraft draft() {
        return new BatchDraft(
                requestId,
                name.getValue().strip(),
                filter(),
                script.getValue().strip(),
                priority.getValue(),
                due.getValue().atZone(page.session().zone()).toInstant());
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(page.platform().clock().instant(), page.session().zone());
    }

    private LocalDate today() {
        return now().toLocalDate();
    }
}
