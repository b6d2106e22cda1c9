package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.tenancy.CorePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginNameTest {

    @Test
    void namesClassesAndPackageAfterThePlugin() {
        var name = new PluginName("tax-refund2");
        assertEquals("TaxRefund2", name.className());
        assertEquals("com.example.taxrefund2", name.packageName());
        assertEquals("Tax refund2", name.words());
    }

    @Test
    void refusesWhatThePluginHostOrJavaWould() {
        for (var id :
                List.of("", "Tax", "2tax", "tax_refund", "tax--refund", "-tax", "t".repeat(31))) {
            assertTrue(refusal(id).contains("cannot name a plugin"), id);
        }
        assertTrue(refusal("tax-owner").contains("kept for the platform"));
        assertTrue(refusal("class").contains("word of Java"));
        assertEquals("t".repeat(30), new PluginName("t".repeat(30)).id());
    }

    @Test
    void refusesTheAreasOfThePlatformsPermissions() {
        for (var permission : CorePermissions.ALL) {
            var area = permission.key().split("\\.")[0];
            assertTrue(refusal(area).contains("kept for the platform"), area);
        }
    }

    private static String refusal(String id) {
        return assertThrows(StandaloneException.class, () -> new PluginName(id)).getMessage();
    }
}
