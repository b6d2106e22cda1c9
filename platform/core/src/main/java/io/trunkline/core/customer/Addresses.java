package io.trunkline.core.customer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What of an address may be shown where it is masked: where about, never which door.
public final class Addresses {

    private static final Pattern DISTRICT = Pattern.compile("^.{1,14}?[区县旗]");
    private static final Pattern CITY = Pattern.compile("^.{1,8}?市");
    private static final Pattern CHINESE = Pattern.compile("^\\p{IsHan}");
    private static final Pattern DOOR = Pattern.compile("[\\p{Nd}一二三四五六七八九十]+[号弄栋座].*$");
    private static final int BEGINNING = 6;
    private static final String REST = "**";

    private Addresses() {}

    /// `金水区**`, `郑州市**`, without either the beginning of the street. Written from the small to the
    /// large, as in English, its end is what is left: `**, London`.
    public static String masked(String address) {
        for (Pattern level : new Pattern[] {DISTRICT, CITY}) {
            Matcher matcher = level.matcher(address);
            if (matcher.find() && matcher.end() < address.length()) {
                return matcher.group() + REST;
            }
        }
        if (CHINESE.matcher(address).find()) {
            String street = DOOR.matcher(address).replaceFirst("");
            int length = street.codePointCount(0, street.length());
            int shown = Math.min(BEGINNING, length / 2 + 1);
            return street.substring(0, street.offsetByCodePoints(0, shown)) + REST;
        }
        int comma = address.lastIndexOf(',');
        return comma < 0 ? REST : REST + ", " + address.substring(comma + 1).strip();
    }
}
