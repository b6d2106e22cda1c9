package io.trunkline.plugins.calltasks.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Date fields in the user's language.
public final class Dates {

    private Dates() {}

    public static void prepare(DatePicker picker, Page page) {
        picker.setLocale(page.session().locale());
        picker.setI18n(texts(page));
        picker.setAutoOpen(false);
    }

    public static void prepare(DateTimePicker picker, Page page) {
        picker.setLocale(page.session().locale());
        picker.setDatePickerI18n(texts(page));
        picker.setAutoOpen(false);
    }

    private static DatePicker.DatePickerI18n texts(Page page) {
        Locale locale = page.session().locale();
        List<DayOfWeek> days =
                List.of(
                        DayOfWeek.SUNDAY,
                        DayOfWeek.MONDAY,
                        DayOfWeek.TUESDAY,
                        DayOfWeek.WEDNESDAY,
                        DayOfWeek.THURSDAY,
                        DayOfWeek.FRIDAY,
                        DayOfWeek.SATURDAY);
        return new DatePicker.DatePickerI18n()
                .setDateFormat("yyyy-MM-dd")
                .setFirstDayOfWeek(1)
                .setMonthNames(
                        Arrays.stream(Month.values())
                                .map(month -> month.getDisplayName(TextStyle.FULL, locale))
                                .toList())
                .setWeekdays(
                        days.stream()
                                .map(day -> day.getDisplayName(TextStyle.FULL, locale))
                                .toList())
                .setWeekdaysShort(
                        days.stream()
                                .map(day -> day.getDisplayName(TextStyle.NARROW, locale))
                                .toList())
                .setToday(page.text("ui.dates.today"))
                .setCancel(page.text("ui.cancel"));
    }
}
