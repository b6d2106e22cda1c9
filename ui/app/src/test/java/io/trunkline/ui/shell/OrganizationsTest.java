package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrganizationsTest {

    @Test
    void readsAListOfKeys() {
        assertEquals(List.of("acme", "globex"), Organizations.keys(List.of("acme", "globex")));
    }

    @Test
    void readsAnObjectByKey() {
        assertEquals(List.of("acme"), Organizations.keys(Map.of("acme", Map.of("id", "1"))));
    }

    @Test
    void aTokenWithoutTheClaimNamesNone() {
        assertTrue(Organizations.keys(null).isEmpty());
    }
}
