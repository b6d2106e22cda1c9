package io.trunkline.core.customer;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers of identity documents, as people write them and as they are kept: without blanks,
/// letters in capitals. One that looks like a Chinese identity number has to be one; any other
/// document's is taken as it is.
public final class IdNumbers {

    private static final Pattern CHINESE = Pattern.compile("\\d{17}[\\dX]|\\d{15}");
    private static final Pattern OTHER = Pattern.compile("[\\p{Alnum}][\\p{Alnum}()/-]{3,39}");
    private static final Pattern FIRST_DIGITS = Pattern.compile("[1-9]\\d{5}.*");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";
    private static final int SHORT = 11;

    private IdNumbers() {}

    /// @return empty when it can be no document's number
    public static Optional<String> normalize(String typed) {
        String plain =
                Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .replaceAll("\\s+", "")
                        .toUpperCase(Locale.ROOT);
        boolean right =
                CHINESE.matcher(plain).matches()
                        ? isChinese(plain)
                        : OTHER.matcher(plain).matches();
        return right ? Optional.of(plain) : Optional.empty();
    }

    /// The same for what was typed to search by: a whole Chinese number, or another one with
    /// letters and digits. Digits alone are the beginning of something, a word alone is meant as a
    /// name.
    public static Optional<String> searched(String typed) {
        return normalize(typed)
                .filter(number ->
                        CHINESE.matcher(number).matches()
                                || (number.chars().filter(Character::isDigit).count() >= 4
                                        && number.chars().anyMatch(Character::isLetter)));
    }

    /// `4101**********2048`: the first and last four characters, of a short number fewer.
    public static String masked(String number) {
        int ends = number.length() < SHORT ? 1 : 4;
        if (number.length() <= 2 * ends) {
            return "****";
        }
        return number.substring(0, ends)
                + "*".repeat(number.length() - 2 * ends)
                + number.substring(number.length() - ends);
    }

    private static boolean isChinese(String number) {
        boolean old = number.length() == 15;
        String born = old ? "19" + number.substring(6, 12) : number.substring(6, 14);
        return FIRST_DIGITS.matcher(number).matches()
                && isDay(born)
                && (old || number.charAt(17) == check(number));
    }

    private static boolean isDay(String digits) {
        try {
            int year = Integer.parseInt(digits.substring(0, 4));
            LocalDate day =
                    LocalDate.of(
                            year,
                            Integer.parseInt(digits.substring(4, 6)),
                            Integer.parseInt(digits.substring(6)));
            return day.getYear() >= 1850 && day.getYear() < 2100;
        } catch (DateTimeException impossible) {
            return false;
        }
    }

    private static char check(String number) {
        int sum = 0;
        for (int place = 0; place < WEIGHTS.length; place++) {
            sum += (number.charAt(place) - '0') * WEIGHTS[place];
        }
        return CHECK.charAt(sum % 11);
    }
}
