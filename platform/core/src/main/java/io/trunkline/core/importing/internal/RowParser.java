package io.trunkline.core.importing.internal;

import io.trunkline.core.customer.Customer.Gender;
import io.trunkline.core.customer.IdNumbers;
import io.trunkline.core.customer.PhoneNumbers;
import io.trunkline.core.importing.ImportColumn;
import io.trunkline.core.importing.ImportField;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.orgunit.OrgUnits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the cells of one import's rows. Made for one import and used by one thread.
public final class RowParser {

    private static final Pattern DATE =
            Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[ T]\\d{1,2}:.*)?");
    private static final Pattern COMPACT_DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");

    /// As for a customer entered by hand: longer ones could never be saved on its page again.
    private static final int NUMBER_LENGTH = 64;

    private static final int NAME_LENGTH = 100;
    private static final int TYPE_LENGTH = 100;
    private static final int ADDRESS_LENGTH = 200;
    private static final int CUSTOM_LENGTH = 500;
    private static final LocalDate OLDEST_BIRTH = LocalDate.of(1900, 1, 1);

    private final Columns columns;
    private final PhoneNumbers numbers;
    private final OrgUnits orgUnits;
    private final LocalDate today;
    private final Map<String, Optional<Long>> districts = new HashMap<>();

    public RowParser(Columns columns, PhoneNumbers numbers, OrgUnits orgUnits, LocalDate today) {
        this.columns = columns;
        this.numbers = numbers;
        this.orgUnits = orgUnits;
        this.today = today;
    }

    public ParsedRow parse(long line, List<String> cells) {
        List<Finding> findings = new ArrayList<>(2);
        String number = required(cells, ImportField.EXTERNAL_NUMBER, "number", findings);
        String name = required(cells, ImportField.NAME, "name", findings);
        return new ParsedRow(
                line,
                number,
                name,
                gender(columns.value(cells, ImportField.GENDER)),
                birthDate(columns.value(cells, ImportField.BIRTH_DATE), findings),
                phone(columns.value(cells, ImportField.PHONE), findings),
                idNumber(columns.value(cells, ImportField.ID_NUMBER), findings),
                text(cells, ImportField.ADDRESS, ADDRESS_LENGTH, findings),
                district(columns.value(cells, ImportField.DISTRICT), findings),
                text(cells, ImportField.AGREEMENT_TYPE, TYPE_LENGTH, findings),
                date(cells, ImportField.AGREEMENT_START, findings),
                date(cells, ImportField.AGREEMENT_END, findings),
                charge(columns.value(cells, ImportField.MONTHLY_CHARGE), findings),
                customFields(cells, findings),
                List.copyOf(findings));
    }

    /// The number rows are matched by; empty where there is none that can be kept.
    String number(List<String> cells) {
        String number = columns.value(cells, ImportField.EXTERNAL_NUMBER);
        return number.length() > NUMBER_LENGTH ? "" : number;
    }

    private String required(
            List<String> cells, ImportField field, String reason, List<Finding> findings) {
        String value = columns.value(cells, field);
        int limit = field == ImportField.NAME ? NAME_LENGTH : NUMBER_LENGTH;
        if (value.isEmpty()) {
            findings.add(Finding.refused(field, reason + "-missing", ""));
        } else if (value.length() > limit) {
            findings.add(Finding.refused(field, reason + "-too-long", value));
            return "";
        }
        return value;
    }

    private static @Nullable Gender gender(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "男", "男性", "先生", "m", "male" -> Gender.MALE;
            case "女", "女性", "女士", "f", "female" -> Gender.FEMALE;
            default -> null;
        };
    }

    private @Nullable LocalDate birthDate(String text, List<Finding> findings) {
        if (text.isEmpty()) {
            return null;
        }
        LocalDate date = date(text);
        if (date == null || date.isBefore(OLDEST_BIRTH) || date.isAfter(today)) {
            findings.add(Finding.warned(ImportField.BIRTH_DATE, "birth-date-impossible", text));
            return null;
        }
        return date;
    }

    private @Nullable LocalDate date(
            List<String> cells, ImportField field, List<Finding> findings) {
        String text = columns.value(cells, field);
        if (text.isEmpty()) {
            return null;
        }
        LocalDate date = date(text);
        if (date == null) {
            findings.add(Finding.warned(field, "date-malformed", text));
        }
        return date;
    }

    private static @Nullable LocalDate date(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        Matcher parts = DATE.matcher(plain);
        if (!parts.matches()) {
            parts = COMPACT_DATE.matcher(plain);
            if (!parts.matches()) {
                return null;
            }
        }
        int year = Integer.parseInt(parts.group(1));
        if (year < 1) {
            // Java has a year 0, PostgreSQL has not.
            return null;
        }
        try {
            return LocalDate.of(
                    year, Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable String phone(String text, List<Finding> findings) {
        if (text.isEmpty()) {
            return null;
        }
        Optional<String> e164 = numbers.toE164(text);
        if (e164.isEmpty()) {
            findings.add(Finding.warned(ImportField.PHONE, "phone-malformed", text));
        }
        return e164.orElse(null);
    }

    private static @Nullable String idNumber(String text, List<Finding> findings) {
        if (text.isEmpty()) {
            return null;
        }
        Optional<String> number = IdNumbers.normalize(text);
        if (number.isEmpty()) {
            findings.add(Finding.warned(ImportField.ID_NUMBER, "id-number-malformed", text));
        }
        return number.orElse(null);
    }

    private @Nullable String text(
            List<String> cells, ImportField field, int most, List<Finding> findings) {
        String text = columns.value(cells, field);
        if (text.length() > most) {
            findings.add(Finding.warned(field, "value-too-long", text));
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    private @Nullable Long district(String text, List<Finding> findings) {
        if (text.isEmpty()) {
            findings.add(Finding.warned(ImportField.DISTRICT, "district-missing", ""));
            return null;
        }
        Optional<Long> unit =
                districts.computeIfAbsent(
                        text, name -> orgUnits.districtNamed(name).map(OrgUnit::id));
        if (unit.isEmpty()) {
            findings.add(Finding.warned(ImportField.DISTRICT, "district-unknown", text));
        }
        return unit.orElse(null);
    }

    private static @Nullable Long charge(String text, List<Finding> findings) {
        if (text.isEmpty()) {
            return null;
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[¥￥元,\\s]", "");
        if (!AMOUNT.matcher(plain).matches()) {
            findings.add(Finding.warned(ImportField.MONTHLY_CHARGE, "charge-malformed", text));
            return null;
        }
        return new BigDecimal(plain)
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private Map<String, String> customFields(List<String> cells, List<Finding> findings) {
        Map<String, String> values = new HashMap<>();
        for (ImportColumn column : columns.all()) {
            if (column.field() == ImportField.CUSTOM) {
                String value = Columns.cell(cells, column.index());
                if (value.length() > CUSTOM_LENGTH) {
                    findings.add(Finding.warned(ImportField.CUSTOM, "value-too-long", value));
                } else if (!value.isEmpty()) {
                    values.put(column.header(), value);
                }
            }
        }
        return Map.copyOf(values);
    }
}
