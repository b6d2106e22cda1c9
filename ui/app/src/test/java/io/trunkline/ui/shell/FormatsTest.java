package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.spi.Money;
import io.trunkline.ui.spi.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FormatsTest {

    private final Formats chinese =
            new Formats(Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"));
    private final Formats english = new Formats(Locale.UK, ZoneId.of("Asia/Shanghai"));

    @Test
    void writesDatesAsTheLanguageDoes() {
        LocalDate date = LocalDate.of(2021, 12, 17);
        assertEquals("2021-12-17", chinese.date(date));
        assertEquals("17 Dec 2021", english.date(date));
        assertEquals("2021-12-17", chinese.shortDate(date));
        assertEquals("Today", english.shortDate(english.today()));
        assertEquals("今天", chinese.shortDate(chinese.today()));
    }

    @Test
    void countsDaysInTheTenantsZone() {
        assertEquals(23, chinese.daysUntil(chinese.today().plusDays(23)));
        assertEquals("14:30", chinese.time(Instant.parse("2021-12-17T06:30:00Z")));
    }

    @Test
    void writesMoneyWithItsSignAndATrueMinus() {
        Currency yuan = Currency.getInstance("CNY");
        assertEquals("¥203.40", chinese.money(new Money(20340, yuan)));
        assertEquals("−¥1,234.56", english.money(new Money(-123456, yuan)));
        assertEquals("12,860", chinese.number(12860));
    }

    @Test
    void writesLengthsInMinutesAndSeconds() {
        assertEquals("3 分 12 秒", chinese.length(Duration.ofSeconds(192)));
        assertEquals("12 s", english.length(Duration.ofSeconds(12)));
    }
}
