package io.trunkline.ui.approval;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.approval.StandIns;
import io.trunkline.spi.Member;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.ui.shell.DateFields;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Formats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets a member name who decides in her place.
@ApplicationScoped
public class StandInForms {

    private static final int USUAL_DAYS = 6;

    private final StandIns standIns;
    private final Members members;
    private final OrgUnits orgUnits;

    @Inject
    StandInForms(StandIns standIns, Members members, OrgUnits orgUnits) {
        this.standIns = standIns;
        this.members = members;
        this.orgUnits = orgUnits;
    }

    void open(Runnable changed) {
        Formats formats = Screens.formats();
        Optional<StandIns.StandIn> present = standIns.own();
        ComboBox<Member> who = new ComboBox<>(Screens.text("approval.stand-in.who"));
        List<Member> colleagues = colleagues();
        who.setItems(colleagues);
        who.setItemLabelGenerator(Member::name);
        who.setId("stand-in-who");
        DatePicker from = DateFields.picker("approval.stand-in.from");
        DatePicker until = DateFields.picker("approval.stand-in.until");
        LocalDate today = formats.today();
        from.setValue(present.map(StandIns.StandIn::from).orElse(today));
        until.setValue(present.map(StandIns.StandIn::until).orElse(today.plusDays(USUAL_DAYS)));
        present.flatMap(one ->
                        colleagues.stream()
                                .filter(member -> member.id() == one.memberId())
                                .findFirst())
                .ifPresent(who::setValue);
        Dialog dialog = new Dialog(Screens.text("approval.stand-in"));
        dialog.addClassName("tl-dialog");
        dialog.setWidth("440px");
        Span why = new Span(Screens.text("approval.stand-in.why"));
        why.addClassName("tl-muted");
        Div days = new Div(from, until);
        days.addClassName("tl-form");
        who.setWidthFull();
        Div body = new Div(why, who, days);
        body.addClassName("tl-dialog-body");
        dialog.add(body);
        Button cancel = new Button(Screens.text("shell.cancel"), click -> dialog.close());
        Button save =
                new Button(
                        Screens.text("approval.stand-in.save"),
                        click -> {
                            Member chosen = who.getValue();
                            LocalDate first = from.getValue();
                            LocalDate last = until.getValue();
                            who.setInvalid(chosen == null);
                            if (chosen != null && first != null && last != null) {
                                save(
                                        dialog,
                                        new StandIns.StandIn(chosen.id(), first, last),
                                        changed);
                            }
                        });
        save.addThemeName("primary");
        save.setId("stand-in-save");
        if (present.isPresent()) {
            Button nobody =
                    new Button(
                            Screens.text("approval.stand-in.nobody"),
                            click -> save(dialog, null, changed));
            nobody.addThemeName("tertiary");
            dialog.getFooter().add(nobody);
        }
        dialog.getFooter().add(cancel, save);
        dialog.open();
    }

    private void save(Dialog dialog, StandIns.@Nullable StandIn wanted, Runnable changed) {
        try {
            standIns.save(wanted);
            dialog.close();
            Toasts.done(
                    Screens.text(
                            wanted == null
                                    ? "approval.stand-in.removed"
                                    : "approval.stand-in.saved"));
            changed.run();
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }

    /// Whoever works with customers; that is nearly everybody who could decide.
    private List<Member> colleagues() {
        Long me = TenantRunner.current().actor().memberId();
        return members.withPermission(CorePermissions.CUSTOMER_VIEW, orgUnits.root().id()).stream()
                .filter(member -> me == null || member.id() != me)
                .toList();
    }
}
