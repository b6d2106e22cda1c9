package io.trunkline.tenancy.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a device proves itself by: 256 random bits that it alone holds, as 43 characters of
/// base64url. The platform keeps their digest, so whoever reads the database cannot pass for it.
public final class DeviceSecret {

    /// Browsers hold it in this cookie.
    public static final String COOKIE = "trunkline-device";

    /// Programs send it in this header.
    public static final String HEADER = "Trunkline-Device";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int CODE_LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeviceSecret() {}

    public static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What the platform knows the device by; empty for what is no secret of ours.
    public static Optional<String> digest(@Nullable String secret) {
        return secret == null || !FORM.matcher(secret).matches()
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(sha256(secret)));
    }

    /// What a person reads out to her administrator: `K7QP-2M9D`. It opens nothing.
    public static String code(String digest) {
        byte[] bytes = sha256("code " + digest);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            if (i == CODE_LENGTH / 2) {
                code.append('-');
            }
            code.append(LETTERS.charAt(bytes[i] & 31));
        }
        return code.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
