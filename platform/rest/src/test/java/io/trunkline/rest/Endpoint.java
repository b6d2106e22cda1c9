package io.trunkline.rest;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One operation of the API and how to call it.
///
/// @param id what the `{id}` of its path names
/// @param permission what a caller needs, null for nothing but membership
/// @param body something acceptable
record Endpoint(
        String method, String path, Id id, @Nullable String permission, @Nullable Object body) {

    enum Id {
        NONE,
        CUSTOMER,
        BINNED,
        AUDIT_ENTRY,
        IMPORT,
        EXPORT,
        UNIT,
        POSITION,
        MEMBER,
        ROLE,
        SIGN_IN,
        DEVICE,
        SERVICE_ACCOUNT,
        NOTIFICATION,
        REMINDER,
        APPROVAL
    }

    private static final Map<String, Object> DRAFT =
            Map.of("externalNumber", "X-1", "name", "Someone", "version", 1);

    private static final Map<String, Object> VERSION_0 = Map.of("version", 0);

    private static final Map<String, Object> ROLE =
            Map.of("name", "Someone new", "rows", "TEAM", "version", 0);
    private static final Map<String, Object> VERSION = Map.of("version", 1);

    private static final Map<String, Object> MEMBER =
            Map.of("username", "x.y", "name", "Someone", "orgUnitId", "1", "version", 1);

    private static final Map<String, Object> POSITION =
            Map.of("key", "x", "name", "X", "version", 1);
    private static final Map<String, Object> REASON = Map.of("reason", "a test");
    private static final Map<String, Object> ROLLOUT = Map.of("version", "1.0.0");
    private static final Map<String, Object> BRANDING = Map.of("version", 1, "accent", "#1F5AD6");

    private static final Map<String, Object> FILES = Map.of("files", List.of());

    /// Refused by its key, so that calling it makes nothing.
    private static final Map<String, Object> TENANT =
            Map.of(
                    "key",
                    "No-Key",
                    "name",
                    "X",
                    "locale",
                    "en",
                    "zone",
                    "Asia/Shanghai",
                    "administrator",
                    Map.of("username", "x", "displayName", "X"));

    private static final Map<String, Object> REMINDER =
            Map.of("note", "Call back", "dueAt", "2027-06-01T01:00:00Z", "version", 1);

    private static final Map<String, Object> NOTICES = Map.of("quiet", true, "version", 7);

    private static final Map<String, Object> VOTE =
            Map.of("step", 0, "approved", true, "comment", "");

    private static final Map<String, Object> STAND_IN =
            Map.of("memberId", "1", "from", "2026-12-01", "until", "2026-12-02");

    private static final Map<String, Object> RULE =
            Map.of("source", "none", "kind", "none", "steps", List.of(), "version", 0);

    /// Every operation below `/api/v1`: [EveryEndpointTest] compares this with the OpenAPI
    /// document.
    static final List<Endpoint> ALL =
            List.of(
                    of("GET", "/customers", Id.NONE, "customer.view", null),
                    of("POST", "/customers", Id.NONE, "customer.create", DRAFT),
                    of("GET", "/customers/{id}", Id.CUSTOMER, "customer.view", null),
                    of("PUT", "/customers/{id}", Id.CUSTOMER, "customer.edit", DRAFT),
                    of("GET", "/customers/{id}/timeline", Id.CUSTOMER, "customer.view", null),
                    of(
                            "POST",
                            "/customers/{id}/notes",
                            Id.CUSTOMER,
                            "customer.view",
                            Map.of("note", "Called back")),
                    of(
                            "POST",
                            "/customers/{id}/dial",
                            Id.CUSTOMER,
                            "customer.dial",
                            Map.of("reason", "a test")),
                    of(
                            "POST",
                            "/customers/{id}/unmask",
                            Id.CUSTOMER,
                            "customer.unmask",
                            Map.of("fields", List.of("phone"), "reason", "a test")),
                    of(
                            "POST",
                            "/customers/duplicates",
                            Id.NONE,
                            "customer.view",
                            Map.of("phones", List.of("13812345678"))),
                    of("GET", "/exports", Id.NONE, "customer.export", null),
                    of("POST", "/exports", Id.NONE, "customer.export", null),
                    of("GET", "/exports/{id}", Id.EXPORT, "customer.export", null),
                    of("GET", "/exports/{id}/file", Id.EXPORT, "customer.export", null),
                    of("POST", "/exports/{id}/cancel", Id.EXPORT, "customer.export", null),
                    of("DELETE", "/customers/{id}?version=0", Id.CUSTOMER, "customer.delete", null),
                    of("GET", "/bin/customers", Id.NONE, null, null),
                    of("POST", "/bin/customers/{id}/restore", Id.BINNED, null, null),
                    of("GET", "/audit", Id.NONE, "audit.view", null),
                    of("GET", "/audit/{id}", Id.AUDIT_ENTRY, "audit.view", null),
                    of(
                            "POST",
                            "/audit/{id}/restore",
                            Id.AUDIT_ENTRY,
                            "audit.restore",
                            Map.of("version", 1)),
                    of("GET", "/audit/verification", Id.NONE, "audit.view", null),
                    of("GET", "/audit/retention", Id.NONE, null, null),
                    of(
                            "PUT",
                            "/audit/retention",
                            Id.NONE,
                            "tenant.settings",
                            Map.of("auditMonths", 36, "binDays", 90, "version", 0)),
                    of("GET", "/imports", Id.NONE, "customer.import", null),
                    of("POST", "/imports", Id.NONE, "customer.import", "file"),
                    of("GET", "/imports/{id}", Id.IMPORT, "customer.import", null),
                    of(
                            "PUT",
                            "/imports/{id}/mapping",
                            Id.IMPORT,
                            "customer.import",
                            Map.of("fields", Map.of("0", "EXTERNAL_NUMBER"))),
                    of("POST", "/imports/{id}/start", Id.IMPORT, "customer.import", null),
                    of("POST", "/imports/{id}/cancel", Id.IMPORT, "customer.import", null),
                    of("GET", "/imports/{id}/errors", Id.IMPORT, "customer.import", null),
                    of("GET", "/me", Id.NONE, null, null),
                    of("GET", "/tenants", Id.NONE, null, null),
                    of("GET", "/invitations", Id.NONE, null, null),
                    of("POST", "/invitations/{key}", Id.NONE, null, null),
                    of("DELETE", "/invitations/{key}", Id.NONE, null, null),
                    of("GET", "/usage", Id.NONE, "tenant.settings", null),
                    of("GET", "/org-units", Id.NONE, null, null),
                    of("GET", "/org-units/{id}", Id.UNIT, null, null),
                    of(
                            "POST",
                            "/org-units",
                            Id.NONE,
                            "org.edit",
                            Map.of("parentId", "1", "kind", "TEAM", "name", "New")),
                    of(
                            "PUT",
                            "/org-units/{id}",
                            Id.UNIT,
                            "org.edit",
                            Map.of("name", "Other", "version", 1)),
                    of(
                            "POST",
                            "/org-units/{id}/move",
                            Id.UNIT,
                            "org.edit",
                            Map.of("parentId", "1", "version", 1)),
                    of("DELETE", "/org-units/{id}?version=1", Id.UNIT, "org.edit", null),
                    of("POST", "/members", Id.NONE, "member.manage", MEMBER),
                    of("PUT", "/members/{id}", Id.MEMBER, "member.manage", MEMBER),
                    of("POST", "/members/{id}/disable", Id.MEMBER, "member.manage", VERSION),
                    of("POST", "/members/{id}/enable", Id.MEMBER, "member.manage", VERSION),
                    of("POST", "/members/{id}/invitation", Id.MEMBER, "member.manage", Map.of()),
                    of("POST", "/members/{id}/password", Id.MEMBER, "member.manage", Map.of()),
                    of("GET", "/members/{id}/handover", Id.MEMBER, "member.manage", null),
                    of(
                            "POST",
                            "/members/{id}/handover",
                            Id.MEMBER,
                            "member.manage",
                            Map.of("work", true)),
                    of("GET", "/positions", Id.NONE, "member.manage", null),
                    of("POST", "/positions", Id.NONE, "role.manage", POSITION),
                    of("PUT", "/positions/{id}", Id.POSITION, "role.manage", POSITION),
                    of("DELETE", "/positions/{id}?version=1", Id.POSITION, "role.manage", null),
                    of("GET", "/members?permission=customer.view", Id.NONE, null, null),
                    of("GET", "/members/{id}", Id.MEMBER, null, null),
                    of("GET", "/roles", Id.NONE, "role.manage", null),
                    of("POST", "/roles", Id.NONE, "role.manage", ROLE),
                    of("GET", "/roles/{id}", Id.ROLE, "role.manage", null),
                    of("PUT", "/roles/{id}", Id.ROLE, "role.manage", ROLE),
                    of("DELETE", "/roles/{id}?version=0", Id.ROLE, "role.manage", null),
                    of("GET", "/permissions", Id.NONE, "role.manage", null),
                    of("DELETE", "/sign-ins/members/{id}", Id.MEMBER, "member.manage", null),
                    of("GET", "/service-accounts", Id.NONE, "service-account.manage", null),
                    of(
                            "POST",
                            "/service-accounts",
                            Id.NONE,
                            "service-account.manage",
                            Map.of(
                                    "key",
                                    "billing",
                                    "name",
                                    "Billing",
                                    "permissions",
                                    List.of("customer.view"))),
                    of(
                            "POST",
                            "/service-accounts/{id}/secret",
                            Id.SERVICE_ACCOUNT,
                            "service-account.manage",
                            null),
                    of(
                            "DELETE",
                            "/service-accounts/{id}",
                            Id.SERVICE_ACCOUNT,
                            "service-account.manage",
                            null),
                    of("GET", "/sign-in-provider", Id.NONE, "role.manage", null),
                    of(
                            "PUT",
                            "/sign-in-provider",
                            Id.NONE,
                            "role.manage",
                            Map.of("issuer", "https://idp.invalid", "clientId", "trunkline")),
                    of("DELETE", "/sign-in-provider", Id.NONE, "role.manage", null),
                    of("GET", "/sign-ins/mine", Id.NONE, null, null),
                    of("GET", "/sign-ins", Id.NONE, "member.manage", null),
                    of("DELETE", "/sign-ins/{id}", Id.SIGN_IN, null, null),
                    of(
                            "GET",
                            "/explain?member=auditor&customer={id}",
                            Id.CUSTOMER,
                            "audit.view",
                            null),
                    of("GET", "/access-limits", Id.NONE, "tenant.settings", null),
                    of("PUT", "/access-limits/{role}", Id.NONE, "tenant.settings", VERSION_0),
                    of("GET", "/modules", Id.NONE, "tenant.settings", null),
                    of("POST", "/modules/{plugin}/enable", Id.NONE, "tenant.settings", VERSION_0),
                    of("POST", "/modules/{plugin}/disable", Id.NONE, "tenant.settings", VERSION_0),
                    of(
                            "PUT",
                            "/modules/{plugin}/settings",
                            Id.NONE,
                            "tenant.settings",
                            Map.of("version", 0, "values", Map.of())),
                    of("GET", "/access-devices", Id.NONE, "tenant.settings", null),
                    of(
                            "POST",
                            "/access-devices/{id}/approve",
                            Id.DEVICE,
                            "tenant.settings",
                            VERSION_0),
                    of("PUT", "/access-devices/{id}", Id.DEVICE, "tenant.settings", VERSION_0),
                    of(
                            "POST",
                            "/access-devices/{id}/revoke",
                            Id.DEVICE,
                            "tenant.settings",
                            VERSION_0),
                    of("GET", "/notifications", Id.NONE, null, null),
                    of("POST", "/notifications/{id}/read", Id.NOTIFICATION, null, null),
                    of("POST", "/notifications/read-all", Id.NONE, null, Map.of("upTo", "1")),
                    of("GET", "/notifications/settings", Id.NONE, null, null),
                    of("PUT", "/notifications/settings", Id.NONE, null, NOTICES),
                    of("GET", "/reminders", Id.NONE, null, null),
                    of("POST", "/reminders", Id.NONE, null, REMINDER),
                    of("GET", "/reminders/{id}", Id.REMINDER, null, null),
                    of("PUT", "/reminders/{id}", Id.REMINDER, null, REMINDER),
                    of(
                            "POST",
                            "/reminders/{id}/snooze",
                            Id.REMINDER,
                            null,
                            Map.of("dueAt", "2027-06-01T01:00:00Z")),
                    of("POST", "/reminders/{id}/done", Id.REMINDER, null, null),
                    of("GET", "/approvals", Id.NONE, null, null),
                    of("GET", "/approvals/{id}", Id.APPROVAL, null, null),
                    of("POST", "/approvals/{id}/decide", Id.APPROVAL, null, VOTE),
                    of("POST", "/approvals/{id}/withdraw", Id.APPROVAL, null, null),
                    of("GET", "/approvals/stand-in", Id.NONE, null, null),
                    of("PUT", "/approvals/stand-in", Id.NONE, null, STAND_IN),
                    of("DELETE", "/approvals/stand-in", Id.NONE, null, null),
                    of("GET", "/approvals/rules", Id.NONE, "approval.configure", null),
                    of("PUT", "/approvals/rules", Id.NONE, "approval.configure", RULE),
                    of("GET", "/plugins/{plugin}/{path}", Id.NONE, null, null),
                    of("POST", "/plugins/{plugin}/{path}", Id.NONE, null, Map.of()),
                    of("PUT", "/plugins/{plugin}/{path}", Id.NONE, null, Map.of()),
                    of("PATCH", "/plugins/{plugin}/{path}", Id.NONE, null, Map.of()),
                    of("DELETE", "/plugins/{plugin}/{path}", Id.NONE, null, null),
                    of("GET", "/operator/plugins", Id.NONE, null, null),
                    of("POST", "/operator/plugins/releases", Id.NONE, null, "file"),
                    of("POST", "/operator/plugins/check", Id.NONE, null, "file"),
                    of("PUT", "/operator/plugins/{plugin}", Id.NONE, null, Map.of()),
                    of("POST", "/operator/plugins/{plugin}/roll-back", Id.NONE, null, null),
                    of("DELETE", "/operator/plugins/{plugin}", Id.NONE, null, null),
                    of("GET", "/operator/plugins/{plugin}/data", Id.NONE, null, null),
                    of("GET", "/operator/plugins/{plugin}/data/export", Id.NONE, null, null),
                    of(
                            "POST",
                            "/operator/plugins/{plugin}/data/drop",
                            Id.NONE,
                            null,
                            Map.of("plugin", "x")),
                    of("GET", "/operator/plugins/{plugin}/rollouts", Id.NONE, null, null),
                    of("POST", "/operator/plugins/{plugin}/rollouts", Id.NONE, null, ROLLOUT),
                    of("POST", "/operator/plugins/{plugin}/rollouts/next", Id.NONE, null, null),
                    of("POST", "/operator/plugins/{plugin}/rollouts/pause", Id.NONE, null, null),
                    of("POST", "/operator/plugins/{plugin}/rollouts/resume", Id.NONE, null, null),
                    of(
                            "POST",
                            "/operator/plugins/{plugin}/rollouts/take-back",
                            Id.NONE,
                            null,
                            null),
                    of("GET", "/operator/tenants", Id.NONE, null, null),
                    of("POST", "/operator/tenants", Id.NONE, null, TENANT),
                    of("GET", "/operator/tenants/{key}", Id.NONE, null, null),
                    of("PUT", "/operator/tenants/{key}/branding", Id.NONE, null, BRANDING),
                    of("POST", "/operator/tenants/{key}/suspend", Id.NONE, null, REASON),
                    of("POST", "/operator/tenants/{key}/resume", Id.NONE, null, REASON),
                    of("POST", "/operator/tenants/{key}/archive", Id.NONE, null, REASON),
                    of("POST", "/operator/tenants/{key}/delete", Id.NONE, null, REASON),
                    of("POST", "/operator/tenants/{key}/cancel-delete", Id.NONE, null, REASON),
                    of("GET", "/operator/tenants/{key}/limits", Id.NONE, null, null),
                    of(
                            "PUT",
                            "/operator/tenants/{key}/limits",
                            Id.NONE,
                            null,
                            Map.of("amounts", Map.of())),
                    of("GET", "/operator/tenants/{key}/invitations", Id.NONE, null, null),
                    of(
                            "POST",
                            "/operator/tenants/{key}/invitations",
                            Id.NONE,
                            null,
                            Map.of("username", "admin.nowhere")),
                    of("GET", "/operator/tenants/{key}/exports", Id.NONE, null, null),
                    of("POST", "/operator/tenants/{key}/exports", Id.NONE, null, null),
                    of("GET", "/operator/tenants/{key}/exports/{export}", Id.NONE, null, null),
                    of("GET", "/operator/tenants/{key}/exports/{export}/file", Id.NONE, null, null),
                    of("POST", "/operator/tenants/plan", Id.NONE, null, FILES),
                    of("POST", "/operator/tenants/apply", Id.NONE, null, FILES),
                    of("GET", "/operator/audit", Id.NONE, null, null));

    private static Endpoint of(
            String method, String path, Id id, @Nullable String permission, @Nullable Object body) {
        return new Endpoint(method, "/api/v1" + path, id, permission, body);
    }

    /// Who holds the permission in both test tenants.
    String caller() {
        return permission != null
                        && permission.matches(
                                "(approval|audit|member|org|role|service-account|tenant)\\..*")
                ? "admin"
                : "supervisor";
    }

    /// As the OpenAPI document names it.
    String operation() {
        return method + " " + path.replaceAll("\\?.*", "");
    }

    boolean concernsATenant() {
        return !forOperators()
                && !path.equals("/api/v1/tenants")
                && !path.startsWith("/api/v1/invitations");
    }

    boolean forOperators() {
        return path.startsWith("/api/v1/operator");
    }

    boolean isPluginRoute() {
        return path.startsWith("/api/v1/plugins");
    }

    ValidatableResponse call(RequestSpecification caller, String idValue) {
        String address =
                path.replace("{id}", idValue)
                        .replace("{plugin}", "no-such-plugin")
                        .replace("{path}", "some/where")
                        .replace("{role}", idValue)
                        .replace("{key}", "no-such-tenant")
                        .replace("{export}", "1");
        if ("file".equals(body)) {
            caller.contentType("multipart/form-data")
                    .multiPart("file", "some.csv", "编号,姓名\n1,张三\n".getBytes(), "text/csv");
        } else if (body != null) {
            caller.body(body);
        }
        return caller.request(method, address).then();
    }

    @Override
    public String toString() {
        return operation();
    }
}
