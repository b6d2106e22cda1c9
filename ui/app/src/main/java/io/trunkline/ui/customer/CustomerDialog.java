package io.trunkline.ui.customer;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerError;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.customer.Duplicate;
import io.trunkline.core.customer.Duplicates;
import io.trunkline.core.customer.InvalidCustomerException;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Drafts;
import io.trunkline.ui.spi.Icons;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The form of one customer. Nothing typed is lost: not by a wrong field, not by someone else's
/// change meanwhile, not by Esc.
final class CustomerDialog extends Dialog {

    /// As which what was typed here is kept.
    static final String FORM = "customer.edit";

    private final transient Customers customers;
    private final transient Duplicates duplicates;
    private final CustomerFields fields;
    private final transient Consumer<Customer> saved;
    private final Div notice = new Div();
    private final transient Drafts.Kept kept;
    private transient @Nullable Customer base;

    /// @param base null for a new customer
    CustomerDialog(
            Customers customers,
            Duplicates duplicates,
            CustomerFields fields,
            Drafts drafts,
            @Nullable Customer base,
            Consumer<Customer> saved) {
        this.customers = customers;
        this.duplicates = duplicates;
        this.fields = fields;
        this.base = base;
        this.saved = saved;
        if (base != null) {
            fields.show(base);
        } else {
            fields.begin();
        }
        kept = drafts.keep(FORM, base == null ? 0 : base.id(), fields.texts());
        setHeaderTitle(
                base == null
                        ? Screens.text("customer.new")
                        : Screens.text("customer.edit.title", base.name()));
        setWidth("640px");
        setCloseOnOutsideClick(false);
        addDialogCloseActionListener(event -> close(true));
        notice.setVisible(false);
        Div scroll = new Div(notice, fields);
        scroll.addClassName("tl-dialog-body");
        add(scroll);
        Button cancel = new Button(Screens.text("shell.cancel"), click -> close(true));
        Button save = new Button(Screens.text("customer.save"), click -> save());
        save.addThemeName("primary");
        save.setSuffixComponent(CustomerView.key("Ctrl ↵"));
        Shortcuts.addShortcutListener(this, this::save, Key.ENTER, KeyModifier.CONTROL)
                .listenOn(this)
                .resetFocusOnActiveElement();
        getFooter().add(cancel, save);
    }

    /// Closes; what was typed can be fetched back for some seconds.
    private void close(boolean keep) {
        close();
        if (keep && fields.isChanged()) {
            Toasts.done(
                    Screens.text("customer.draft.kept"),
                    Screens.text("customer.draft.back"),
                    this::open);
        }
    }

    private void save() {
        List<Duplicate> found = DuplicateNotice.find(duplicates, fields.draft(), base);
        if (found.isEmpty()) {
            saveAnyway();
            return;
        }
        notice("warn", Screens.text("customer.duplicate.found"));
        Button anyway = new Button(Screens.text("customer.duplicate.save"), click -> saveAnyway());
        notice.add(DuplicateNotice.list(found), anyway);
        anyway.focus();
    }

    private void saveAnyway() {
        notice.setVisible(false);
        try {
            Customer before = base;
            Customer after =
                    before == null
                            ? customers.create(fields.draft())
                            : customers.update(before.id(), before.version(), fields.draft());
            kept.done();
            close();
            Toasts.done(Screens.text("customer.saved", after.name()));
            saved.accept(after);
        } catch (InvalidCustomerException invalid) {
            List<String> others = fields.showProblems(invalid.problems());
            notice(
                    "bad",
                    others.isEmpty()
                            ? Screens.text("customer.problem.count", invalid.problems().size())
                            : String.join(" ", others));
        } catch (PluginException refused) {
            refused(refused);
        }
    }

    private void refused(PluginException refused) {
        fields.showProblems(List.of());
        if (refused.code() == CustomerError.EXTERNAL_NUMBER_TAKEN) {
            fields.refuse("externalNumber", Screens.text("customer.problem.number-taken"));
            notice("bad", Screens.text("customer.problem.count", 1));
            return;
        }
        if (refused.code() == StandardErrorCode.STALE) {
            notice("warn", Screens.text("customer.stale"));
            Button takeOver = new Button(Screens.text("customer.stale.merge"));
            takeOver.addClickListener(click -> takeOver());
            notice.add(takeOver);
            return;
        }
        notice("bad", Failure.of(refused).message());
    }

    private void takeOver() {
        Customer before = base;
        if (before == null) {
            return;
        }
        customers
                .find(before.id())
                .ifPresent(newer -> {
                    fields.rebase(newer);
                    base = newer;
                    notice("accent", Screens.text("customer.stale.merged"));
                    fields.focus();
                });
    }

    private void notice(String tone, String message) {
        notice.removeAll();
        notice.setClassName("tl-alert");
        notice.addClassName(tone);
        notice.getElement().setAttribute("role", "alert");
        notice.add(Icons.of(Icons.CIRCLE_ALERT), new Span(message));
        notice.setVisible(true);
    }

    @Override
    public void open() {
        if (!isAttached() && getParent().isEmpty()) {
            UI.getCurrent().add(this);
        }
        super.open();
        fields.focus();
    }
}
