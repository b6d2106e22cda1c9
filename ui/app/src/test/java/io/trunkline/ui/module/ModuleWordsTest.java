package io.trunkline.ui.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.pluginhost.PluginModule;
import io.trunkline.pluginhost.PluginModule.State;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.role.WhoGrants.NamedRole;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModuleWordsTest {

    @Test
    void whatIsNotThereDidNotComeWithThePlatform() {
        assertEquals("Comes with the platform", publisher("0.1.0", null));
        assertEquals("Partner", publisher("0.2.0", "Partner"));
        assertEquals("Not there at present", publisher(null, null));
    }

    @Test
    void whoMayIsTold() {
        assertEquals("no role has it", PermissionsTab.who(List.of()));
        assertEquals(
                "Tenant administrator, Keepers",
                PermissionsTab.who(
                        List.of(new NamedRole("admin", null), new NamedRole("x", "Keepers"))));
    }

    @Test
    void whatNoRoleOpensIsClosed() {
        PluginModule open = module("0.1.0", null, List.of());
        assertFalse(PermissionsTab.isClosed(open, Map.of()));
        PluginModule guarded = module("0.1.0", null, List.of(new Permission("example.view")));
        assertTrue(PermissionsTab.isClosed(guarded, Map.of()));
        assertFalse(
                PermissionsTab.isClosed(
                        guarded, Map.of("example.view", List.of(new NamedRole("x", "Keepers")))));
    }

    private static String publisher(@Nullable String version, @Nullable String publisher) {
        return ModuleWords.publisher(module(version, publisher, List.of()));
    }

    private static PluginModule module(
            @Nullable String version, @Nullable String publisher, List<Permission> permissions) {
        return new PluginModule(
                "example",
                State.ON,
                version,
                publisher,
                null,
                1,
                List.of(),
                permissions,
                "",
                null,
                0,
                0);
    }
}
