package io.trunkline.ui.spi;

import io.trunkline.spi.Money;
import io.trunkline.spi.TenantSession;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Dates, times, numbers and money as the person in front of the screen reads them: in her language
/// and the tenant's time zone.
///
/// @param locale her language
/// @param zone the tenant's time zone
public record Formats(Locale locale, ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final String MINUS = "\u2212";

    public static Formats of(TenantSession session) {
        return new Formats(session.locale(), session.zone());
    }

    public LocalDate today() {
        return LocalDate.now(zone);
    }

    /// `2026-12-17`; `17 Dec 2026`.
    public String date(LocalDate date) {
        return date.format(pattern("uuuu-MM-dd", "d MMM uuuu"));
    }

    /// The same without the year where it is this one: `12-17`; `17 Dec`; and 今天; Today.
    public String shortDate(LocalDate date) {
        LocalDate today = today();
        if (date.equals(today)) {
            return isChinese() ? "今天" : "Today";
        }
        return date.getYear() == today.getYear()
                ? date.format(pattern("MM-dd", "d MMM"))
                : date(date);
    }

    /// `12-17 周四`; `Thu 17 Dec`.
    public String dayHeading(LocalDate date) {
        String day = shortDate(date);
        if (date.equals(today())) {
            String full = date.format(pattern("MM-dd EEE", "EEE d MMM"));
            return day + " · " + full;
        }
        return date.getYear() == today().getYear()
                ? date.format(pattern("MM-dd EEE", "EEE d MMM"))
                : date.format(pattern("uuuu-MM-dd EEE", "EEE d MMM uuuu"));
    }

    /// `14:30`.
    public String time(Instant instant) {
        return instant.atZone(zone).format(TIME);
    }

    /// `12-17 14:30`; `17 Dec 14:30`.
    public String dateTime(Instant instant) {
        return shortDate(instant.atZone(zone).toLocalDate()) + " " + time(instant);
    }

    /// `3 分 12 秒`; `3 min 12 s`.
    public String length(Duration length) {
        String minute = isChinese() ? " 分 " : " min ";
        String second = isChinese() ? " 秒" : " s";
        long minutes = length.toMinutes();
        return (minutes > 0 ? minutes + minute : "") + length.toSecondsPart() + second;
    }

    /// `12,860`, with a true minus sign.
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number).replace("-", MINUS);
    }

    /// `¥203.40`; `£62.40`.
    public String money(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        String amount = format.format(BigDecimal.valueOf(Math.abs(money.minorUnits()), digits));
        return (money.minorUnits() < 0 ? MINUS : "") + symbol(money) + amount;
    }

    /// Days from today to the date; negative once it is past.
    public long daysUntil(LocalDate date) {
        return ChronoUnit.DAYS.between(today(), date);
    }

    private String symbol(Money money) {
        return switch (money.currency().getCurrencyCode()) {
            case "CNY" -> "¥";
            case "GBP" -> "£";
            case "EUR" -> "€";
            case "USD" -> "$";
            default -> money.currency().getCurrencyCode() + " ";
        };
    }

    private DateTimeFormatter pattern(String chinese, String english) {
        return DateTimeFormatter.ofPattern(isChinese() ? chinese : english, locale);
    }

    private boolean isChinese() {
        return locale.getLanguage().equals("zh");
    }
}
