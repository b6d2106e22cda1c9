package io.trunkline.ui.audit;

import io.trunkline.core.audit.AuditItem;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerBin;
import io.trunkline.core.customer.Customers;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.spi.Money;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.role.Roles;
import io.trunkline.ui.shell.PermissionNames;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts entries into words: actions, objects, fields and values.
@ApplicationScoped
public class AuditWords {

    private final Customers customers;
    private final CustomerBin bin;
    private final Members members;
    private final OrgUnits orgUnits;
    private final PluginGateway plugins;
    private final Roles roles;
    private final PermissionNames permissions;

    @Inject
    AuditWords(
            Customers customers,
            CustomerBin bin,
            Members members,
            OrgUnits orgUnits,
            PluginGateway plugins,
            Roles roles,
            PermissionNames permissions) {
        this.roles = roles;
        this.permissions = permissions;
        this.customers = customers;
        this.bin = bin;
        this.members = members;
        this.orgUnits = orgUnits;
        this.plugins = plugins;
    }

    /// What was done; a plugin names its own actions as `audit.<action without its id>`.
    String action(AuditItem item) {
        return item.source().equals("platform")
                ? action(item.action())
                : ofPlugin(item.source(), item.action());
    }

    String action(String action) {
        String key = "audit.action." + action;
        if (ScreenTexts.has(Screens.locale(), key)) {
            return Screens.text(key);
        }
        int dot = action.indexOf('.');
        return dot < 0 ? action : ofPlugin(action.substring(0, dot), action);
    }

    private String ofPlugin(String plugin, String action) {
        if (!action.startsWith(plugin + ".")) {
            return action;
        }
        String key = "audit." + action.substring(plugin.length() + 1);
        String text = plugins.text(plugin, Screens.locale(), key);
        return text.equals(key) ? action : text;
    }

    /// Names of the customers that the entries are about, those in the bin included.
    Map<Long, String> customers(List<AuditItem> items) {
        if (!TenantRunner.current().may(CorePermissions.CUSTOMER_VIEW)) {
            return Map.of();
        }
        List<Long> ids =
                items.stream()
                        .filter(item -> item.objectType().equals("customer"))
                        .map(AuditItem::objectId)
                        .distinct()
                        .toList();
        Map<Long, String> names = new HashMap<>();
        customers.findAll(ids).forEach(customer -> names.put(customer.id(), customer.name()));
        bin.findAll(ids).forEach(customer -> names.put(customer.id(), customer.name()));
        return names;
    }

    /// Whom or what it was done to.
    String object(AuditItem item, Map<Long, String> customers) {
        if (item.objectType().equals("customer") && customers.containsKey(item.objectId())) {
            return customers.getOrDefault(item.objectId(), "");
        }
        if (item.objectType().equals("member") && item.objectId() != 0) {
            return members.find(item.objectId())
                    .map(member -> member.name())
                    .orElseGet(() -> type(item));
        }
        if (item.objectType().equals("org-unit")) {
            return unit(item.objectId());
        }
        return type(item);
    }

    private static String type(AuditItem item) {
        String key = "audit.object." + item.objectType();
        return ScreenTexts.has(Screens.locale(), key) ? Screens.text(key) : item.objectType();
    }

    /// The customer's present version, for restoring; 0 where it is not there to be changed.
    int version(long customerId) {
        return customers.find(customerId).map(Customer::version).orElse(0);
    }

    static String channel(@Nullable String channel) {
        return channel == null ? "–" : Screens.text("audit.channel." + channel);
    }

    static String field(String field) {
        String key = "audit.field." + field;
        if (ScreenTexts.has(Screens.locale(), key)) {
            return Screens.text(key);
        }
        return field.startsWith("customFields.")
                ? field.substring("customFields.".length())
                : field;
    }

    /// A value as the reader's language has it; a dash for none.
    String value(String field, @Nullable String value) {
        if (value == null) {
            return "–";
        }
        try {
            return switch (field) {
                case "birthDate", "agreementStart", "agreementEnd" ->
                        Screens.formats().date(LocalDate.parse(value));
                case "gender" -> Screens.text("customer.gender." + value);
                case "orgUnitId", "org_unit_id", "parent_id" -> unit(Long.parseLong(value));
                case "ownerId", "owner_id" ->
                        members.find(Long.parseLong(value))
                                .map(member -> member.name())
                                .orElse(value);
                case "monthlyCharge" -> money(value);
                case "roles", "extraRoles" -> roles(value);
                case "permissions" -> each(value, permissions::of);
                case "rows" -> Screens.text("role.scope." + value.toUpperCase(Locale.ROOT));
                default -> value;
            };
        } catch (RuntimeException e) {
            // Masked, or of a form that was usual once: shown as it is.
            return value;
        }
    }

    /// A role that is gone is called by its key.
    private String roles(String keys) {
        Map<String, String> own = roles.ownNames();
        return each(
                keys,
                key -> {
                    String text = "shell.role." + key;
                    String known =
                            ScreenTexts.has(Screens.locale(), text) ? Screens.text(text) : key;
                    return own.getOrDefault(key, known);
                });
    }

    private static String each(String values, UnaryOperator<String> name) {
        return Arrays.stream(values.split(", ", -1)).map(name).collect(Collectors.joining(", "));
    }

    private static String money(String value) {
        int space = value.indexOf(' ');
        return Screens.formats()
                .money(
                        new Money(
                                Long.parseLong(value.substring(0, space)),
                                Currency.getInstance(value.substring(space + 1))));
    }

    private String unit(long id) {
        return orgUnits.nameEver(id).orElse(Long.toString(id));
    }
}
