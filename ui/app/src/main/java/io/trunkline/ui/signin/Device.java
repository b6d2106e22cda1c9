package io.trunkline.ui.signin;

import java.util.List;
import java.util.Locale;

/// What a browser says of itself, in words for people. It is her own word: good for recognizing a
/// device, proof of nothing.
public record Device(String browser, String system, boolean phone) {

    private static final List<List<String>> BROWSERS =
            List.of(
                    List.of("micromessenger", "微信 WeChat"),
                    List.of("edg/", "Edge"),
                    List.of("firefox/", "Firefox"),
                    List.of("qqbrowser", "QQ Browser"),
                    List.of("360se", "360"),
                    List.of("chrome/", "Chrome"),
                    List.of("safari/", "Safari"));
    private static final List<List<String>> SYSTEMS =
            List.of(
                    List.of("android", "Android"),
                    List.of("iphone", "iOS"),
                    List.of("ipad", "iPadOS"),
                    List.of("harmony", "HarmonyOS"),
                    List.of("windows", "Windows"),
                    List.of("mac os", "macOS"),
                    List.of("linux", "Linux"));

    public static Device of(String userAgent) {
        String lower = userAgent.toLowerCase(Locale.ROOT);
        String system = first(SYSTEMS, lower);
        return new Device(
                first(BROWSERS, lower),
                system,
                List.of("Android", "iOS", "HarmonyOS").contains(system));
    }

    private static String first(List<List<String>> known, String lower) {
        return known.stream()
                .filter(entry -> lower.contains(entry.getFirst()))
                .map(List::getLast)
                .findFirst()
                .orElse("–");
    }

    public String text() {
        return browser + " · " + system;
    }
}
