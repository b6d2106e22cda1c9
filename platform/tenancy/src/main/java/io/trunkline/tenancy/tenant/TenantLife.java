package io.trunkline.tenancy.tenant;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.config.AccentColour;
import io.trunkline.tenancy.config.NewTenants;
import io.trunkline.tenancy.config.TenantDraft;
import io.trunkline.tenancy.config.TenantsConfig;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.identity.Organizations;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes a tenant through its life. Every method can be repeated: what is done already is left as
/// it is and answered the same.
@ApplicationScoped
public class TenantLife {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,29}[a-z0-9]");
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9.@_-]{1,99}");
    private static final Pattern ACCENT = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final Set<String> LOCALES = Set.of("zh-CN", "en");
    private static final int LONGEST = 100;
    private static final int LONGEST_SHORT = 20;
    private static final int LONGEST_REASON = 500;

    private final OperatorDatabase database;
    private final OperatorAudit audit;
    private final NewTenants newTenants;
    private final Organizations organizations;
    private final FirstInvitations invitations;
    private final TenantsConfig config;

    @Inject
    public TenantLife(
            OperatorDatabase database,
            OperatorAudit audit,
            NewTenants newTenants,
            Organizations organizations,
            FirstInvitations invitations,
            TenantsConfig config) {
        this.database = database;
        this.audit = audit;
        this.newTenants = newTenants;
        this.organizations = organizations;
        this.invitations = invitations;
        this.config = config;
    }

    /// @param invitation how the first administrator gets in
    public record Created(TenantFacts tenant, boolean isNew, Invitation invitation) {}

    /// Makes the tenant, its organization and its first administrator's invitation. Repeated with
    /// the same draft after a failure half-way it does what is missing.
    ///
    /// An invitation that could not be mailed is answered as such, and waits in [FirstInvitations].
    ///
    /// @throws PluginException `KEY_TAKEN`, `FIELD_INVALID`, or `UNAVAILABLE` when the identity
    ///   provider is away: the tenant is there then, and repeating invites
    public Created create(TenantDraft draft) {
        check(draft);
        boolean isNew =
                database.inTransaction(handle -> {
                    Optional<Integer> id = newTenants.create(handle, draft);
                    if (id.isEmpty()) {
                        return false;
                    }
                    invitations.mark(handle, id.get(), draft.administrator().username());
                    audit.record(handle, "tenant.create", draft.key(), null, facts(draft));
                    return true;
                });
        TenantFacts tenant = database.inTransaction(handle -> found(handle, draft.key()));
        if (!isNew && !isThatOf(tenant, draft)) {
            throw new PluginException(TenantError.KEY_TAKEN, draft.key());
        }
        organizations.create(draft.key(), draft.name());
        TenantDraft.Administrator first = draft.administrator();
        Invitation invitation =
                invitations.invite(
                        tenant,
                        new Accounts.AccountDraft(
                                first.username(),
                                first.displayName(),
                                first.mail(),
                                draft.locale()));
        return new Created(organizationTold(tenant), isNew, invitation);
    }

    /// Keeps everyone out and everything of the tenant from running, within two seconds on every
    /// node. What waits – events, imports, jobs – goes on when it is resumed.
    public TenantFacts suspend(String key, String reason) {
        return change(
                key,
                "tenant.suspend",
                reason,
                EnumSet.of(TenantState.ACTIVE),
                TenantState.SUSPENDED);
    }

    public TenantFacts resume(String key, String reason) {
        return change(
                key,
                "tenant.resume",
                reason,
                EnumSet.of(TenantState.SUSPENDED, TenantState.ARCHIVED),
                TenantState.ACTIVE);
    }

    /// Closes the tenant for good; nothing of it is removed.
    public TenantFacts archive(String key, String reason) {
        return change(
                key,
                "tenant.archive",
                reason,
                EnumSet.of(TenantState.ACTIVE, TenantState.SUSPENDED),
                TenantState.ARCHIVED);
    }

    /// Closes the tenant, and removes everything of it when the grace period has passed.
    public TenantFacts delete(String key, String reason) {
        return change(
                key,
                "tenant.delete",
                reason,
                EnumSet.of(TenantState.ACTIVE, TenantState.SUSPENDED, TenantState.ARCHIVED),
                TenantState.DELETING);
    }

    /// Calls a tenant back that waits for its deletion, into the state it had.
    public TenantFacts cancelDelete(String key, String reason) {
        TenantState before =
                database.inTransaction(handle -> {
                    TenantFacts tenant = found(handle, key);
                    OperatorDatabase.enter(handle, tenant.id());
                    return handle.createQuery(
                                    "SELECT state_before FROM trunkline.tenant WHERE id = :id")
                            .bind("id", tenant.id())
                            .mapTo(String.class)
                            .findOne()
                            .map(TenantState::of)
                            .orElse(tenant.state());
                });
        return change(
                key, "tenant.cancel-delete", reason, EnumSet.of(TenantState.DELETING), before);
    }

    /// Short name and accent colour.
    ///
    /// @param version as read
    /// @throws PluginException `STALE`, `ACCENT_TOO_LIGHT`, `FIELD_INVALID`
    public TenantFacts brand(
            String key, int version, @Nullable String shortName, @Nullable String accent) {
        if (shortName != null) {
            require(
                    !shortName.isBlank() && shortName.length() <= LONGEST_SHORT,
                    "shortName",
                    "1 to 20 characters");
        }
        String colour = accent == null ? null : accent(accent);
        return database.inTransaction(handle -> {
            TenantFacts before = entered(handle, key);
            int changed =
                    handle.createUpdate(
                                    """
                                    UPDATE trunkline.tenant
                                       SET short_name = :shortName, accent = :accent, version = version + 1
                                     WHERE id = :id AND version = :version
                                    """)
                            .bind("shortName", shortName)
                            .bind("accent", colour)
                            .bind("id", before.id())
                            .bind("version", version)
                            .execute();
            if (changed == 0) {
                throw new PluginException(io.trunkline.spi.StandardErrorCode.STALE);
            }
            TenantFacts after = found(handle, key);
            String afterJson = branding(after);
            audit.record(handle, "tenant.brand", key, branding(before), afterJson);
            audit.recordForTenant(handle, "tenant.brand", before.id(), afterJson);
            return after;
        });
    }

    private TenantFacts change(
            String key, String action, String reason, Set<TenantState> from, TenantState to) {
        require(
                !reason.isBlank() && reason.length() <= LONGEST_REASON,
                "reason",
                "1 to 500 characters");
        TenantFacts changed =
                database.inTransaction(handle -> {
                    TenantFacts before = entered(handle, key);
                    if (before.state() == to) {
                        return before;
                    }
                    if (!from.contains(before.state())) {
                        throw new PluginException(TenantError.WRONG_STATE, before.state());
                    }
                    store(handle, before, reason, to);
                    TenantFacts after = found(handle, key);
                    audit.record(handle, action, key, state(before), state(after));
                    audit.recordForTenant(handle, action, before.id(), state(after));
                    return after;
                });
        return changed.organizationDue() ? tell(changed) : changed;
    }

    private void store(Handle handle, TenantFacts before, String reason, TenantState to) {
        Duration grace = config.grace();
        handle.createUpdate(
                        """
                        UPDATE trunkline.tenant
                           SET state = :to, state_before = :from, state_reason = :reason,
                               state_at = now(), version = version + 1, organization_due = :due,
                               erase_after = CASE WHEN :to = 'deleting'
                                                  THEN now() + make_interval(secs => :grace) END
                         WHERE id = :id
                        """)
                .bind("to", to.key())
                .bind("from", before.state().key())
                .bind("reason", reason.strip())
                .bind("due", before.organizationDue() || enabled(before.state()) != enabled(to))
                .bind("grace", grace.toSeconds())
                .bind("id", before.id())
                .execute();
    }

    /// A suspended tenant's organization stays open: its people can still sign in, and read why
    /// they cannot work. The platform itself keeps them out.
    static boolean enabled(TenantState state) {
        return state == TenantState.ACTIVE || state == TenantState.SUSPENDED;
    }

    /// What the identity provider does not hear now it is told by [OrganizationsFollow].
    private TenantFacts tell(TenantFacts tenant) {
        try {
            organizations.enable(tenant.key(), enabled(tenant.state()));
        } catch (PluginException e) {
            return tenant;
        }
        return organizationTold(tenant);
    }

    private TenantFacts organizationTold(TenantFacts tenant) {
        return database.inTransaction(handle -> {
            OrganizationsFollow.told(handle, tenant);
            return found(handle, tenant.key());
        });
    }

    /// Locked until the transaction ends: changes of one tenant take turns.
    private static TenantFacts entered(Handle handle, String key) {
        int id = found(handle, key).id();
        OperatorDatabase.enter(handle, id);
        handle.createQuery("SELECT id FROM trunkline.tenant WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(int.class)
                .one();
        return found(handle, key);
    }

    private static TenantFacts found(Handle handle, String key) {
        return Tenants.find(handle, key).orElseThrow(Tenants::unknown);
    }

    private static boolean isThatOf(TenantFacts tenant, TenantDraft draft) {
        return tenant.state() == TenantState.ACTIVE
                && tenant.name().equals(draft.name())
                && tenant.locale().equals(draft.locale())
                && tenant.zone().equals(draft.zone());
    }

    private static void check(TenantDraft draft) {
        require(KEY.matcher(draft.key()).matches(), "key", KEY.pattern());
        require(isName(draft.name()), "name", "1 to 100 characters");
        require(LOCALES.contains(draft.locale()), "locale", "zh-CN, en");
        require(isZone(draft.zone()), "zone", "Asia/Shanghai");
        for (String district : draft.districts()) {
            require(isName(district) && !district.contains("/"), "districts", "no slash");
        }
        require(
                Set.copyOf(draft.districts()).size() == draft.districts().size(),
                "districts",
                "each once");
        TenantDraft.Administrator first = requireNonNull(draft.administrator());
        require(
                USERNAME.matcher(first.username()).matches(),
                "administrator.username",
                USERNAME.pattern());
        require(isName(first.displayName()), "administrator.displayName", "1 to 100 characters");
        FirstInvitations.check("administrator.mail", first.mail());
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST;
    }

    private static boolean isZone(String zone) {
        try {
            return ZoneId.of(zone).getId().contains("/");
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String accent(String text) {
        require(ACCENT.matcher(text).matches(), "accent", "#1F5AD6");
        AccentColour colour = AccentColour.of(text);
        if (!colour.readable()) {
            throw new PluginException(
                    TenantError.ACCENT_TOO_LIGHT, colour.text(), colour.contrast());
        }
        return colour.text();
    }

    private static void require(boolean right, String field, String expected) {
        if (!right) {
            throw new PluginException(TenantError.FIELD_INVALID, field, expected);
        }
    }

    private static String facts(TenantDraft draft) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", draft.name()).put("locale", draft.locale()).put("zone", draft.zone());
        json.put("administrator", draft.administrator().username());
        json.set("plugins", list(draft.plugins()));
        return json.toString();
    }

    private static com.fasterxml.jackson.databind.node.ArrayNode list(List<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static String branding(TenantFacts tenant) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("shortName", tenant.shortName())
                .put("accent", tenant.accent())
                .toString();
    }

    private static String state(TenantFacts tenant) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("state", tenant.state().key()).put("reason", tenant.reason());
        if (tenant.eraseAfter() != null) {
            json.put("eraseAfter", tenant.eraseAfter().toString());
        }
        return json.toString();
    }
}
