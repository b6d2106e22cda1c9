package io.trunkline.ui.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.ui.spi.Formats;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AgreementDueTest {

    private final Formats formats = new Formats(Locale.UK, ZoneId.of("Asia/Shanghai"));

    @Test
    void turnsAmberAtThirtyDaysAndRedAtTen() {
        assertTrue(tone(31).isEmpty());
        assertEquals("warn", tone(30));
        assertEquals("warn", tone(11));
        assertEquals("bad", tone(10));
        assertEquals("bad", tone(0));
        assertEquals("past", tone(-1));
    }

    @Test
    void isNeverColourAlone() {
        AgreementDue due = AgreementDue.of(formats.today().plusDays(5), formats);
        assertFalse(due.icon().isEmpty());
        assertEquals("5 d", due.days());
    }

    private String tone(int days) {
        return AgreementDue.of(formats.today().plusDays(days), formats).tone();
    }
}
