package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.trunkline.spi.Member;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.role.RoleTexts;
import io.trunkline.tenancy.role.WhoGrants;
import java.util.stream.Collectors;

/// In place of what a missing permission keeps from someone: which roles have it, and whom to ask.
public final class Refusal {

    private Refusal() {}

    public static Div of(WhoGrants who, Permission permission) {
        WhoGrants.Answer answer = who.of(permission);
        String roles =
                answer.roles().stream()
                        .map(role -> RoleTexts.name(Screens.locale(), role.key(), role.name()))
                        .collect(Collectors.joining(", "));
        Div state =
                States.refused(
                        Screens.text("shell.refused"),
                        roles.isEmpty()
                                ? Screens.text("shell.refused.nobody")
                                : Screens.text("shell.refused.roles", roles));
        String people =
                answer.people().stream().map(Member::name).collect(Collectors.joining(", "));
        Paragraph ask =
                new Paragraph(
                        people.isEmpty()
                                ? Screens.text("shell.refused.why")
                                : Screens.text("shell.refused.ask", people));
        ask.setId("refused-ask");
        state.add(ask);
        state.setId("refused-page");
        return state;
    }
}
