package io.trunkline.core.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.PhoneCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Phone numbers as people write them and as they are kept (E.164). A number without a country is
/// one of the tenant's own country.
@ApplicationScoped
public class PhoneNumbers implements PhoneCheck {

    private static final Pattern CHINESE_MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern CHINESE_MOBILE_E164 = Pattern.compile("\\+861[3-9]\\d{9}");
    private static final Pattern SPREADSHEET_DECIMALS = Pattern.compile("\\.0+$");
    private static final Pattern ALLOWED = Pattern.compile("\\+?[\\d\\s()./-]{5,30}");

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final TenantDatabase database;
    private final Map<Integer, String> regions = new ConcurrentHashMap<>();

    PhoneNumbers(TenantDatabase database) {
        this.database = database;
    }

    /// @param typed any notation: spaces, dashes, brackets, country code, full-width digits
    /// @return empty when it is no whole, possible number
    @Override
    public Optional<String> toE164(String typed) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        plain = SPREADSHEET_DECIMALS.matcher(plain).replaceFirst("");
        if (!ALLOWED.matcher(plain).matches()) {
            return Optional.empty();
        }
        String region = region();
        if (region.equals("CN") && CHINESE_MOBILE.matcher(plain).matches()) {
            return Optional.of("+86" + plain);
        }
        try {
            PhoneNumber number = library.parse(plain, region);
            return library.isValidNumber(number)
                    ? Optional.of(library.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /// For people to read: `138 1234 6217` at home, `+44 7700 900217` abroad.
    public String display(String e164) {
        if (CHINESE_MOBILE_E164.matcher(e164).matches() && region().equals("CN")) {
            return e164.substring(3, 6) + " " + e164.substring(6, 10) + " " + e164.substring(10);
        }
        try {
            PhoneNumber number = library.parse(e164, "ZZ");
            boolean home = region().equals(library.getRegionCodeForNumber(number));
            return library.format(
                    number, home ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return e164;
        }
    }

    /// `138****6217`: the first three and the last four digits, of a short number the last two.
    public String masked(String e164) {
        String digits = display(e164).replaceAll("[^\\d+]", "");
        if (digits.length() < 8) {
            return "****" + digits.substring(Math.max(0, digits.length() - 2));
        }
        return digits.substring(0, 3) + "****" + digits.substring(digits.length() - 4);
    }

    /// A tenant's locale never changes country, so it is read once.
    private String region() {
        int tenant = TenantRunner.current().tenant().id();
        String known = regions.get(tenant);
        if (known != null) {
            return known;
        }
        String locale =
                database.inTransaction(handle ->
                        handle.createQuery("SELECT locale FROM trunkline.tenant WHERE id = :tenant")
                                .bind("tenant", tenant)
                                .mapTo(String.class)
                                .one());
        String country = Locale.forLanguageTag(locale).getCountry();
        String region = country.isEmpty() ? "CN" : country;
        regions.put(tenant, region);
        return region;
    }
}
