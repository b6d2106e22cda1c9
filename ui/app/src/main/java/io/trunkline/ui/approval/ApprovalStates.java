package io.trunkline.ui.approval;

import com.vaadin.flow.component.html.Span;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.ui.shell.Screens;

/// The state of a request as a dot and a word.
final class ApprovalStates {

    private ApprovalStates() {}

    static Span of(ApprovalRequest request) {
        Span status =
                new Span(
                        request.stuck()
                                ? Screens.text("approval.stuck")
                                : Screens.text("approval.state." + request.state()));
        status.addClassNames("tl-status", tone(request));
        return status;
    }

    private static String tone(ApprovalRequest request) {
        if (request.stuck()) {
            return "bad";
        }
        return switch (request.state()) {
            case OPEN -> "warn";
            case APPROVED -> "ok";
            case REFUSED, EXPIRED -> "bad";
            case WITHDRAWN -> "quiet";
        };
    }
}
