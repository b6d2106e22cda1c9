package io.trunkline.tenancy.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;

/// What who invites tells the person herself: an account says who signs in, not who is meant. To be
/// read out and typed once, so without letters that look alike.
public final class ConsentCode {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 3;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ConsentCode() {}

    /// Twelve letters in groups, some 59 bits.
    public static String make() {
        StringBuilder code = new StringBuilder();
        for (int position = 0; position < GROUPS * GROUP; position++) {
            if (position > 0 && position % GROUP == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /// What is kept of it. Case, and all that is neither letter nor digit, does not matter.
    public static byte[] digest(String code) {
        String plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(plain.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static boolean matches(String code, byte[] kept) {
        return MessageDigest.isEqual(digest(code), kept);
    }
}
