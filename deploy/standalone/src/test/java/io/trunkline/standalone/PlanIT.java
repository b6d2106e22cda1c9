package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An operator hands in a tenant's file on the screen, sees what it would change, and does exactly
/// that.
class PlanIT {
    private static final String TENANT = "/operator/tenants/xuchang";
    private static final String FILE =
            """
            key: xuchang
            name: 许昌分公司
            locale: zh-CN
            zone: Asia/Shanghai
            limits: {jobs: 2}
            organization:
              name: 许昌市分公司
              districts:
                - name: 魏都区
            members:
              - {username: admin.xuchang, displayName: 管理员, unit: /, roles: [admin]}
            """;

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        SharedStack.forgetPreferences();
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() {
        chromium.close();
    }

    @Test
    void whatTheFilesWouldChangeIsShownAndExactlyThatIsDone() {
        try (var operator = new Api(stack.url(), "", stack.operatorToken())) {
            var page = chromium.signedIn(stack, RealmSetup.OPERATOR);
            page.navigate(stack.url() + "/operator/plan");
            assertThat(page.locator("#plan-apply[disabled]")).isVisible();

            handIn(page, FILE.replace("{jobs: 2}", "{jobs: many}"));
            assertThat(page.locator("#plan-problems"))
                    .containsText("tenants/xuchang.yaml:5: limits.jobs: 应为不小于 0 的整数，实际为 many");
            assertThat(page.locator("#plan-apply[disabled]")).isVisible();
            Chromium.screenshot(page, "operator-plan-faulty-zh");

            handIn(page, FILE);
            assertThat(page.locator("#plan-lines")).containsText("新建租户");
            apply(page);
            assertThat(page.locator(".tl-operator-plan-body")).containsText("没有需要变更的内容");
            assertEquals("许昌分公司", operator.get(TENANT).path("name").asText());
            assertEquals(2, jobs(operator));

            agree(operator, 9);
            var renamed = FILE.replace("name: 许昌分公司", "name: 许昌市公司");
            handIn(page, renamed);
            assertThat(page.locator("#plan-summary")).containsText("1 个租户将变更");
            assertThat(page.locator("#plan-lines")).containsText("limits.jobs");
            assertThat(page.locator("#plan-lines .tl-tag.warn")).hasCount(1);
            Chromium.screenshot(page, "operator-plan-drift-zh");

            // Another operator is quicker: what was shown would no longer be what is done.
            agree(operator, 8);
            apply(page);
            assertThat(page.locator(".tl-alert")).containsText("情况已变化");
            assertEquals("许昌分公司", operator.get(TENANT).path("name").asText());
            assertEquals(8, jobs(operator));

            apply(page);
            assertThat(page.locator(".tl-operator-plan-body")).containsText("没有需要变更的内容");
            assertEquals("许昌市公司", operator.get(TENANT).path("name").asText());
            assertEquals(2, jobs(operator));
            var plan =
                    operator.post(
                            "/operator/tenants/plan",
                            Map.of(
                                    "files",
                                    List.of(Map.of("name", "xuchang.yaml", "text", renamed))));
            assertEquals(1, plan.path("unchanged").asInt());
            assertEquals(0, plan.path("tenants").size());
            assertEquals("武汉分公司", operator.get("/operator/tenants/wuhan").path("name").asText());
        }
    }

    @Test
    void theFilesMayComeTogetherAndInEnglish() {
        var page = chromium.window("en");
        page.navigate(stack.url() + "/operator/plan");
        Chromium.logIn(page, RealmSetup.OPERATOR);
        page.locator("#plan-upload input[type=file]")
                .setInputFiles(
                        new FilePayload[] {
                            file("lushan.yaml", FILE.replace("xuchang", "lushan")),
                            file("ruzhou.yaml", FILE.replace("xuchang", "ruzhou"))
                        });
        assertThat(page.locator("#plan-summary")).containsText("2 tenants to change");
        assertThat(page.locator("#plan-files")).hasText("lushan.yaml · ruzhou.yaml");
        assertThat(page.locator("#plan-lines")).containsText("New tenant");
        Chromium.screenshot(page, "operator-plan-en");
        page.locator("#plan-clear").click();
        assertThat(page.locator("#plan-files")).hasText("");
        assertThat(page.locator("#plan-apply[disabled]")).isVisible();
    }

    @Test
    void anOrdinaryMemberAndATenantsAdministratorAreRefused() {
        for (var username : List.of("agent1.zhengzhou", "admin.wuhan")) {
            var page = chromium.signedIn(stack, username);
            page.locator(".tl-shell").waitFor();
            page.navigate(stack.url() + "/operator/plan");
            assertThat(page.locator(".tl-state")).containsText("没有权限");
            assertThat(page.locator("#plan-upload")).hasCount(0);
            assertThat(page.locator("#plan-apply")).hasCount(0);
        }
    }

    private static void handIn(Page page, String text) {
        page.locator("#plan-upload input[type=file]").setInputFiles(file("xuchang.yaml", text));
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "application/yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void apply(Page page) {
        page.locator("#plan-apply").click();
        page.locator("#confirm-act").click();
        assertThat(page.locator("#confirm-act")).hasCount(0);
    }

    private static void agree(Api operator, int jobs) {
        operator.put(TENANT + "/limits", Map.of("amounts", Map.of("JOBS", jobs)));
    }

    private static int jobs(Api operator) {
        for (JsonNode usage : operator.get(TENANT + "/limits").path("items")) {
            if (usage.path("resource").asText().equals("JOBS")) {
                return usage.path("limit").asInt();
            }
        }
        throw new AssertionError("no limit of jobs");
    }
}
