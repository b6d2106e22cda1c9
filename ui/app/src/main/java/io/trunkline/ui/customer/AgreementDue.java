package io.trunkline.ui.customer;

import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How urgent an agreement's end is: amber from 30 days, red from 10, always with icon and number.
///
/// @param tone `warn`, `bad`, or empty
/// @param icon empty for none
/// @param days how many in words, empty without an end
/// @param alert what to say of it, empty while there is time
record AgreementDue(String tone, String icon, String days, String alert) {

    static AgreementDue of(@Nullable LocalDate end, Formats formats) {
        if (end == null) {
            return new AgreementDue("", "", "", "");
        }
        long left = formats.daysUntil(end);
        if (left < 0) {
            return new AgreementDue(
                    "past",
                    "",
                    Screens.text("customer.days.over", -left),
                    Screens.text("customer.alert.over", -left));
        }
        String days =
                left == 0
                        ? Screens.text("customer.days.today")
                        : Screens.text("customer.days.left", left);
        String alert =
                left == 0
                        ? Screens.text("customer.alert.today")
                        : Screens.text("customer.alert.ends", left);
        if (left <= 10) {
            return new AgreementDue("bad", Icons.CIRCLE_ALERT, days, alert);
        }
        return left <= 30
                ? new AgreementDue("warn", Icons.CLOCK, days, alert)
                : new AgreementDue("", "", days, "");
    }
}
