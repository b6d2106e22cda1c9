package io.trunkline.ui.shell;

import com.vaadin.flow.component.datepicker.DatePicker;
import java.text.DateFormatSymbols;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Date fields that read and write dates as the guide has them, in the page's language.
public final class DateFields {

    private DateFields() {}

    /// @param labelKey key of the label
    public static DatePicker picker(String labelKey) {
        DatePicker picker = new DatePicker(Screens.text(labelKey));
        Locale locale = Screens.locale();
        boolean chinese = locale.getLanguage().equals("zh");
        picker.setLocale(locale);
        DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale);
        picker.setI18n(
                new DatePicker.DatePickerI18n()
                        .setDateFormats(
                                chinese ? "yyyy-MM-dd" : "d MMM yyyy",
                                "yyyy-MM-dd",
                                chinese ? "yyyyMMdd" : "dd/MM/yyyy")
                        .setMonthNames(List.of(Arrays.copyOf(symbols.getMonths(), 12)))
                        .setWeekdays(days(symbols.getWeekdays()))
                        .setWeekdaysShort(
                                days(symbols.getShortWeekdays()).stream()
                                        .map(day -> chinese ? day.substring(day.length() - 1) : day)
                                        .toList())
                        .setFirstDayOfWeek(1)
                        .setToday(Screens.text("shell.today"))
                        .setCancel(Screens.text("shell.cancel")));
        return picker;
    }

    private static List<String> days(String[] symbols) {
        return List.of(Arrays.copyOfRange(symbols, 1, 8));
    }
}
