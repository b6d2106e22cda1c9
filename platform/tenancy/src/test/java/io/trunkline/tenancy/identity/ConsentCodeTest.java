package io.trunkline.tenancy.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class ConsentCodeTest {

    @Test
    void itIsReadOutWithoutDoubt() {
        String code = ConsentCode.make();
        assertTrue(code.matches("[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}"), code);
        assertFalse(code.equals(ConsentCode.make()));
    }

    @Test
    void howItIsTypedDoesNotMatter() {
        String code = ConsentCode.make();
        byte[] kept = ConsentCode.digest(code);
        assertTrue(ConsentCode.matches(code.replace("-", ""), kept));
        assertTrue(ConsentCode.matches(" " + code.replace('-', ' ') + "\n", kept));
        assertTrue(ConsentCode.matches(code.toUpperCase(Locale.ROOT), kept));
        assertFalse(ConsentCode.matches(code.substring(1), kept));
        assertFalse(ConsentCode.matches(code + "2", kept));
        assertFalse(ConsentCode.matches("", kept));
    }

    /// Codes that were told are kept over updates: how they are digested does not change.
    @Test
    void whatIsKeptIsItsSha256() {
        assertArrayEquals(
                HexFormat.of()
                        .parseHex(
                                "1d4d799b3c3b01703e2e45480b3a534328a7483d588c3ae3de3e08a333d0ff22"),
                ConsentCode.digest("ABCD-efgh 2345"));
    }
}
