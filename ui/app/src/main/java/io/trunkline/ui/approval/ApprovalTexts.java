package io.trunkline.ui.approval;

import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalRules;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.notification.Notification;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.spi.ApprovalFact;
import io.trunkline.spi.Member;
import io.trunkline.tenancy.member.Members;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/// What kinds, facts and people are called on the current page.
@ApplicationScoped
public class ApprovalTexts {

    private final PluginGateway plugins;
    private final Members members;
    private final ApprovalRules rules;

    @Inject
    ApprovalTexts(PluginGateway plugins, Members members, ApprovalRules rules) {
        this.rules = rules;
        this.plugins = plugins;
        this.members = members;
    }

    /// Of the plugin, or of the platform itself.
    String of(String source, String key) {
        return source.equals(Notification.PLATFORM)
                ? Screens.text(key)
                : plugins.text(source, Screens.locale(), key);
    }

    String kind(String source, String kind) {
        return of(source, "approval." + kind);
    }

    String label(ApprovalRequest request, ApprovalFact fact) {
        return of(request.source(), fact.labelKey());
    }

    /// What an amount of this kind is; the plain word where the plugin does not say.
    String amount(ApprovalRequest request) {
        String key = "approval." + request.kind() + ".amount";
        String own = of(request.source(), key);
        return own.equals(key) ? Screens.text("approval.amount") : own;
    }

    /// Names by id; whoever is not found is left out.
    Map<Long, String> names(Collection<Long> ids) {
        return members.findAll(ids.stream().distinct().limit(500).toList()).stream()
                .collect(Collectors.toMap(Member::id, Member::name));
    }

    /// Who decides a step, in words.
    String who(ApprovalStep step) {
        String value =
                switch (step.who()) {
                    case ROLE -> role(step.value());
                    case POSITION -> position(step.value());
                    case PERMISSION, LEAD -> permission(step.value());
                };
        return Screens.text("approval.who." + step.who(), value, step.count());
    }

    /// The roles a tenant begins with have names; of its own roles, what it calls them.
    String role(String key) {
        return named("approval.role." + key, key);
    }

    /// What the tenant calls the position; its key where it is there no more.
    String position(String key) {
        return rules.positions().getOrDefault(key, key);
    }

    /// A permission as its plugin names it, or the platform.
    String permission(String key) {
        String own = "permission." + key;
        String text = plugins.text(key.substring(0, key.indexOf('.')), Screens.locale(), own);
        return text.equals(own) ? named("approval.permission." + key, key) : text;
    }

    private static String named(String textKey, String otherwise) {
        return ScreenTexts.has(Screens.locale(), textKey) ? Screens.text(textKey) : otherwise;
    }
}
