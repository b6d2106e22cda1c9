package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A role and an org unit are put back from the audit trail's screen.
class PeopleRestoreIT {
    private static final int PATIENCE = 60_000;

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @AfterAll
    static void end() {
        chromium.close();
    }

    @BeforeEach
    void everyoneSpeaksHerTenantsLanguage() {
        SharedStack.forgetPreferences();
    }

    @Test
    void anEditedRoleIsPutBackAndAnotherOfItsNameIsToldOf() {
        try (var api = new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", "admin"))) {
            var role =
                    api.post("/roles", role("可恢复角色", List.of("customer.view"), 0))
                            .path("id")
                            .asText();
            api.put("/roles/" + role, role("改错的角色", List.of(), 0));

            var admin = chromium.signedIn(stack, "admin.zhengzhou");
            open(admin, "修改角色");
            assertThat(admin.locator(".tl-audit-changes")).containsText("可恢复角色");
            assertThat(admin.locator(".tl-audit-changes")).containsText("查看客户");
            Chromium.screenshot(admin, "restore-role-1-entry-zh");
            api.post("/roles", role("可恢复角色", List.of(), 0));
            admin.locator("#audit-restore").click();
            assertThat(toast(admin)).containsText("已有角色名为");
            Chromium.screenshot(admin, "restore-role-2-taken-zh");
        }
    }

    @Test
    void aClosedUnitIsOpenAgain() {
        try (var api = new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", "admin"))) {
            var root = api.get("/org-units").path("items").get(0).path("id").asText();
            var unit =
                    api.post(
                                    "/org-units",
                                    Map.of(
                                            "parentId",
                                            root,
                                            "kind",
                                            "DISTRICT",
                                            "name",
                                            "误关区",
                                            "aliases",
                                            List.of("误关")))
                            .path("id")
                            .asText();
            api.delete("/org-units/" + unit + "?version=1");

            var admin = chromium.signedIn(stack, "admin.zhengzhou");
            open(admin, "关闭组织单元");
            admin.locator("#audit-restore").click();
            assertThat(toast(admin)).containsText("误关区");
            Chromium.screenshot(admin, "restore-unit-zh");
            admin.navigate(stack.url() + "/organization");
            assertThat(admin.locator(".tl-view")).containsText("误关区");
            var version = api.get("/org-units/" + unit).path("version").asInt();
            api.delete("/org-units/" + unit + "?version=" + version);
        }
    }

    private static void open(Page admin, String action) {
        admin.navigate(stack.url() + "/audit");
        admin.locator("#audit-entries").getByText(action).first().click();
        assertThat(admin.locator("#audit-restore")).isVisible();
    }

    private static com.microsoft.playwright.Locator toast(Page page) {
        return page.locator("vaadin-notification-card").last();
    }

    private static Map<String, Object> role(String name, List<String> permissions, int version) {
        return Map.of("name", name, "rows", "TEAM", "permissions", permissions, "version", version);
    }
}
