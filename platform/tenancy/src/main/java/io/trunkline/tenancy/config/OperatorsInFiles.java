package io.trunkline.tenancy.config;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.config.TenantConfigLoader.Loaded;
import io.trunkline.tenancy.config.TenantConfigProblem.Fault;
import io.trunkline.tenancy.config.TenantDeclaration.Person;
import io.trunkline.tenancy.config.TenantPlan.Change;
import io.trunkline.tenancy.config.TenantPlan.Step;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.Accounts.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Finds people in tenants' files who work on the platform itself: no tenant takes them in. Asked
/// for are those alone who would be added, one by one. Made for one plan.
final class OperatorsInFiles {

    private static final Logger LOG = Logger.getLogger(OperatorsInFiles.class);

    /// A plan that adds more is of an installation that moves in, and would wait for minutes. Who
    /// is not found here is a member nobody signs in as: her account joins no organization.
    private static final int MOST_ASKED = 500;

    private final Accounts accounts;
    private int asked;
    private boolean away;

    OperatorsInFiles(Accounts accounts) {
        this.accounts = accounts;
    }

    /// @param plans of the files
    /// @return a fault for each; none where the identity provider is away: applying asks again
    List<TenantConfigProblem> find(List<TenantPlan> plans, Loaded loaded) {
        List<TenantConfigProblem> found = new ArrayList<>();
        loaded.forEach(plans, (plan, tenant, document) -> find(plan, tenant, document, found));
        return found;
    }

    private void find(
            TenantPlan plan,
            TenantDeclaration tenant,
            YamlDocument document,
            List<TenantConfigProblem> found) {
        Set<String> added =
                plan.changes().stream()
                        .filter(change -> change.step() == Step.CREATE)
                        .map(Change::item)
                        .collect(Collectors.toSet());
        int place = 0;
        for (Person person : tenant.members()) {
            if (added.contains(TenantImage.MEMBER + person.username())
                    && isOperator(person.username())) {
                found.add(
                        document.problem(
                                "/members/" + place + "/username",
                                Fault.OF_PLATFORM,
                                person.username()));
            }
            place++;
        }
    }

    private boolean isOperator(String username) {
        if (away || asked++ >= MOST_ASKED) {
            return false;
        }
        try {
            return accounts.find(username).filter(Account::operator).isPresent();
        } catch (PluginException refused) {
            if (refused.code() != StandardErrorCode.UNAVAILABLE) {
                throw refused;
            }
            LOG.warn("The identity provider is away: files are not searched for operators");
            away = true;
            return false;
        }
    }
}
