package io.trunkline.ui.customer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.interaction.Interaction;
import io.trunkline.core.interaction.Interactions;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.draft.DraftKeeper;
import io.trunkline.ui.reminder.ReminderForms;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Drafts.Kept;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Keys;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything about one customer: header, master data, timeline, panels of plugins.
@Route(value = "customers/:customerId([0-9]{1,18})", layout = MainLayout.class)
@Needs("customer.view")
public class CustomerView extends Div implements BeforeEnterObserver, Trail {

    private final transient Customers customers;
    private final transient CustomerNames names;
    private final transient Interactions interactions;
    private final transient PluginGateway gateway;
    private final transient CustomerPanels panels;
    private final transient CustomerForms forms;
    private final transient Dialling dialling;
    private final transient DraftKeeper drafts;
    private final transient Unmasking unmasking;
    private final NoteField note = new NoteField(this::addNote, this::keepNote);
    private transient @Nullable Kept keptNote;
    private final transient ReminderForms reminders;
    private final transient CustomerDeletion deletion;
    private String title = "";
    private long id;

    @Inject
    public CustomerView(
            Customers customers,
            CustomerNames names,
            Interactions interactions,
            PluginGateway gateway,
            CustomerPanels panels,
            CustomerForms forms,
            Dialling dialling,
            DraftKeeper drafts,
            Unmasking unmasking,
            ReminderForms reminders,
            CustomerDeletion deletion) {
        this.customers = customers;
        this.names = names;
        this.interactions = interactions;
        this.gateway = gateway;
        this.panels = panels;
        this.forms = forms;
        this.dialling = dialling;
        this.drafts = drafts;
        this.unmasking = unmasking;
        this.reminders = reminders;
        this.deletion = deletion;
        addClassName("tl-view");
        Keys.of(this)
                .on("c", this::dial)
                .on("n", () -> {})
                .on("e", this::edit)
                .on("r", this::remind);
        KeyFocus.on(this, "n", note.text());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = Long.parseLong(event.getRouteParameters().get("customerId").orElse("0"));
        show();
        if (note.isAttached() || note.getParent().isPresent()) {
            keepNote();
            offerDraft();
        }
    }

    @Override
    public List<Step> trail() {
        return List.of(
                new Step(Screens.text("customer.title"), "customers"), new Step(title, null));
    }

    private void show() {
        removeAll();
        removeClassName("tl-360");
        Optional<CustomerRow> found;
        try {
            found = names.row(customers.find(id));
        } catch (RuntimeException failed) {
            title = Screens.text("customer.failed");
            add(
                    panel(
                            States.error(
                                    Screens.text("customer.failed"),
                                    Failure.of(failed),
                                    this::reload)));
            return;
        }
        if (found.isEmpty()) {
            title = Screens.text("customer.missing");
            Anchor back = new Anchor("customers", Screens.text("customer.back"));
            add(
                    panel(
                            States.refused(
                                    Screens.text("customer.missing"),
                                    Screens.text("customer.missing.why"),
                                    back)));
            return;
        }
        fill(found.get());
    }

    private void fill(CustomerRow row) {
        title = row.customer().name();
        addClassName("tl-360");
        Timeline timeline = new Timeline(interactions, gateway, id);
        Interaction last = timeline.load();
        CustomerHeader header = new CustomerHeader(row, last, actions(row));
        header.addClassName("tl-panel");
        H2 heading = new H2(Screens.text("customer.timeline"));
        Div head = new Div(heading);
        head.addClassName("tl-panel-head");
        Div scroll = new Div(timeline);
        scroll.addClassName("tl-scroll");
        Div middle = new Div(head, note, scroll);
        middle.addClassNames("tl-panel", "tl-middle");
        Div side = new Div();
        side.addClassName("tl-side");
        panels.of(id).forEach(side::add);
        add(header, new CustomerFacts(row, customers.customFields(), unmasking), middle, side);
    }

    private Component[] actions(CustomerRow row) {
        Session session = TenantRunner.current();
        Button call = new Button(Screens.text("customer.call"), Icons.of(Icons.PHONE));
        call.addThemeNames("primary", "success");
        call.setSuffixComponent(key("C"));
        call.addClickListener(click -> dial());
        call.setVisible(session.may(CorePermissions.CUSTOMER_DIAL));
        Button edit = new Button(Screens.text("customer.edit"), Icons.of(Icons.PENCIL));
        edit.setSuffixComponent(key("E"));
        edit.addClickListener(click -> edit());
        edit.setVisible(session.may(CorePermissions.CUSTOMER_EDIT));
        Button remind = new Button(Screens.text("customer.remind"), Icons.of(Icons.CALENDAR_CLOCK));
        remind.setId("customer-remind");
        remind.setSuffixComponent(key("R"));
        remind.addClickListener(click -> remind());
        Button delete = new Button(Icons.of(Icons.TRASH_2));
        delete.setId("customer-delete");
        delete.addThemeNames("tertiary", "icon");
        delete.setAriaLabel(Screens.text("customer.delete"));
        delete.setTooltipText(Screens.text("customer.delete"));
        delete.addClickListener(click -> delete(row));
        delete.setVisible(session.may(CorePermissions.CUSTOMER_DELETE));
        return new Component[] {call, edit, remind, delete};
    }

    private void dial() {
        if (TenantRunner.current().may(CorePermissions.CUSTOMER_DIAL)) {
            dialling.dial(id, "customer page");
        }
    }

    private void remind() {
        customers.find(id).ifPresent(customer -> reminders.aboutCustomer(id, customer.name()));
    }

    private void edit() {
        if (TenantRunner.current().may(CorePermissions.CUSTOMER_EDIT)) {
            forms.edit(id, saved -> reload());
        }
    }

    private void delete(CustomerRow row) {
        UI ui = UI.getCurrent();
        if (deletion.delete(
                row.customer(), () -> ui.navigate("customers/" + row.customer().id()))) {
            ui.navigate("customers");
        }
    }

    private void addNote(String text) {
        interactions.addNote(id, text);
        if (keptNote != null) {
            keptNote.done();
        }
        reload();
        Toasts.done(Screens.text("customer.note.saved"));
    }

    private void keepNote() {
        keptNote = drafts.keep("customer.note", id, Map.of("note", note.text()));
    }

    /// Changes that were typed into the dialog and never saved.
    private void offerDraft() {
        if (!TenantRunner.current().may(CorePermissions.CUSTOMER_EDIT)) {
            return;
        }
        drafts.find(CustomerDialog.FORM, id)
                .ifPresent(draft ->
                        Toasts.done(
                                Screens.text(
                                        "draft.customer.waiting",
                                        Screens.formats().dateTime(draft.savedAt())),
                                Screens.text("draft.customer.continue"),
                                this::edit));
    }

    private void reload() {
        show();
        MainLayout.around(this).refreshTrail();
    }

    private static Div panel(Component content) {
        Div panel = new Div(content);
        panel.addClassName("tl-panel");
        return panel;
    }

    static Span key(String name) {
        Span key = new Span(name);
        key.addClassName("tl-kbd");
        return key;
    }
}
