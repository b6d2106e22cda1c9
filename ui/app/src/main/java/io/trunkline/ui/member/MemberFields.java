package io.trunkline.ui.member;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberDraft;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.member.RoleOption;
import io.trunkline.tenancy.member.WorkingHours;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.position.Position;
import io.trunkline.tenancy.position.Positions;
import io.trunkline.ui.shell.Screens;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is kept of a member, to be filled in.
final class MemberFields extends Div {

    private final TextField name = new TextField(Screens.text("member.name"));
    private final TextField username = new TextField(Screens.text("member.username"));
    private final TextField mail = new TextField(Screens.text("member.mail"));
    private final ComboBox<OrgUnit> unit = new ComboBox<>(Screens.text("member.unit"));
    private final Select<Position> position = new Select<>();
    private final MultiSelectComboBox<RoleOption> roles =
            new MultiSelectComboBox<>(Screens.text("member.roles"));
    private final TextField skills = new TextField(Screens.text("member.skills"));
    private final TextField phones = new TextField(Screens.text("member.phones"));
    private final HoursFields hours;
    private final transient Set<Long> untouchable = new HashSet<>();

    /// @param member null for a new one
    MemberFields(
            MemberAdministration members,
            Positions positions,
            OrgUnits orgUnits,
            @Nullable MemberRecord member,
            long orgUnitId) {
        addClassName("tl-form");
        hours = new HoursFields(member == null ? WorkingHours.NONE : member.hours());
        name.setRequiredIndicatorVisible(true);
        username.setRequiredIndicatorVisible(true);
        username.setHelperText(Screens.text("member.username.help"));
        mail.setHelperText(Screens.text("member.mail.help"));
        skills.setHelperText(Screens.text("member.list.help"));
        phones.setHelperText(Screens.text("member.list.help"));
        units(orgUnits, orgUnitId);
        positions(positions.all(), member == null ? null : member.positionId());
        roles(members.roles(), member);
        add(name);
        if (member == null) {
            add(username, mail);
        } else {
            name.setValue(member.member().name());
            skills.setValue(String.join(", ", member.skills()));
            phones.setValue(String.join(", ", member.phones()));
        }
        H3 title = new H3(Screens.text("member.hours"));
        title.addClassName("wide");
        hours.addClassName("wide");
        add(unit, position, roles, skills, phones, title, hours);
        name.setId("member-name");
        username.setId("member-username");
        mail.setId("member-mail");
        unit.setId("member-unit");
        roles.setId("member-roles");
    }

    void focus() {
        name.focus();
    }

    /// Marks the field that the refusal is about, says there what is expected and leads there.
    ///
    /// @return whether it is about one of these
    boolean mark(ErrorCode code, String message) {
        TextField wrong =
                switch (code) {
                    case MemberError.USERNAME_INVALID, MemberError.USERNAME_TAKEN -> username;
                    case MemberError.MEMBER_NAME_INVALID -> name;
                    case MemberError.MAIL_INVALID -> mail;
                    case MemberError.MEMBER_PHONE_INVALID -> phones;
                    case MemberError.SKILL_INVALID -> skills;
                    default -> null;
                };
        if (wrong == null) {
            return false;
        }
        wrong.setErrorMessage(message);
        wrong.setInvalid(true);
        wrong.focus();
        return true;
    }

    void unmark() {
        Stream.of(name, username, mail, skills, phones).forEach(field -> field.setInvalid(false));
    }

    String username() {
        return username.getValue();
    }

    String mail() {
        return mail.getValue();
    }

    /// @throws PluginException when something cannot be kept
    MemberDraft draft() {
        if (unit.getValue() == null) {
            throw new PluginException(StandardErrorCode.INVALID, Screens.text("member.unit"));
        }
        Position chosen = position.getValue();
        return new MemberDraft(
                name.getValue(),
                unit.getValue().id(),
                chosen == null ? null : chosen.id(),
                Stream.concat(untouchable.stream(), roles.getValue().stream().map(RoleOption::id))
                        .distinct()
                        .toList(),
                list(skills.getValue()),
                list(phones.getValue()),
                hours.value());
    }

    /// Units she may be put into, each with the way down to it.
    private void units(OrgUnits orgUnits, long orgUnitId) {
        List<OrgUnit> within =
                orgUnits.all().stream()
                        .filter(one -> TenantRunner.current().scope().covers(one.id()))
                        .toList();
        unit.setItems(within);
        unit.setItemLabelGenerator(one -> path(within, one));
        within.stream().filter(one -> one.id() == orgUnitId).findFirst().ifPresent(unit::setValue);
        unit.setRequiredIndicatorVisible(true);
    }

    private static String path(List<OrgUnit> units, OrgUnit unit) {
        return units.stream()
                        .filter(above ->
                                Objects.equals(above.id(), unit.parentId())
                                        && above.kind() != OrgUnit.Kind.CITY)
                        .map(above -> path(units, above) + " / ")
                        .findFirst()
                        .orElse("")
                + unit.name();
    }

    private void positions(List<Position> all, @Nullable Long held) {
        position.setLabel(Screens.text("member.position"));
        position.setItems(all);
        position.setItemLabelGenerator(one -> one == null ? "–" : one.name());
        position.setEmptySelectionAllowed(true);
        position.setEmptySelectionCaption("–");
        position.setEnabled(!all.isEmpty());
        all.stream()
                .filter(one -> Objects.equals(one.id(), held))
                .findFirst()
                .ifPresent(position::setValue);
    }

    /// Roles the caller may give; those she may not are kept as they are.
    private void roles(List<RoleOption> all, @Nullable MemberRecord member) {
        List<RoleOption> mine = all.stream().filter(MemberAdministration::mayGive).toList();
        Set<Long> held = member == null ? Set.of() : Set.copyOf(member.extraRoles());
        roles.setItems(mine);
        roles.setItemLabelGenerator(role -> RoleNames.of(role));
        roles.setValue(
                mine.stream().filter(role -> held.contains(role.id())).collect(Collectors.toSet()));
        untouchable.addAll(held);
        mine.forEach(role -> untouchable.remove(role.id()));
        if (!untouchable.isEmpty()) {
            roles.setHelperText(
                    Screens.text(
                            "member.roles.kept",
                            all.stream()
                                    .filter(role -> untouchable.contains(role.id()))
                                    .map(role -> RoleNames.of(role))
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static List<String> list(String typed) {
        return Stream.of(typed.split("[,，、;；]"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
