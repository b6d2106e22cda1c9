package io.trunkline.tenancy.audit.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// One link of a chain: what it is made of, and what comes out.
public final class Link {

    private static final int LENGTH = 32;

    private Link() {}

    /// What the first link of a chain follows.
    public static byte[] beginning() {
        return new byte[LENGTH];
    }

    /// SHA-256 over the digest before it, the position as eight bytes and the entry's canonical
    /// text in UTF-8.
    public static byte[] digest(byte[] before, long position, String canonical) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(before);
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(position).array());
            return sha.digest(canonical.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
