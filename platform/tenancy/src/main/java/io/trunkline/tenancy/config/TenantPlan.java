package io.trunkline.tenancy.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would be done to one tenant so that it is as its file says.
///
/// @param isNew whether it would be created; `changes` are then everything its file declares, and
///   the roles of the defaults
/// @param changes in the order they are done
/// @param kept what was made on screens and stays, because no file ever named it
/// @param refusals what cannot be done; with any, the plan is not applied
public record TenantPlan(
        String key,
        boolean isNew,
        List<Change> changes,
        List<String> kept,
        List<Refusal> refusals) {

    public TenantPlan {
        changes = List.copyOf(changes);
        kept = List.copyOf(kept);
        refusals = List.copyOf(refusals);
    }

    public boolean isEmpty() {
        return !isNew && changes.isEmpty() && refusals.isEmpty();
    }

    public enum Step {
        CREATE,
        UPDATE,
        /// A member who is gone from the file, or a plugin.
        DISABLE,
        DELETE
    }

    /// One fact that would change.
    ///
    /// @param item for example `member/agent1.wuhan`, `unit/江岸区/江岸一班`, `role/lead`, `tenant`
    /// @param field null where the whole item comes or goes
    /// @param before as JSON, what it is now; null where there is nothing
    /// @param after as JSON, what the file says; null where it says nothing
    /// @param drift whether it was changed on a screen since the file was last applied, so that
    ///   applying overwrites someone's work
    public record Change(
            Step step,
            String item,
            @Nullable String field,
            @Nullable String before,
            @Nullable String after,
            boolean drift) {}

    /// @param item what the file no longer names but cannot go
    /// @param usedBy what uses it, for example `member/lead.wuhan`, `customer: 1200`
    public record Refusal(String item, List<String> usedBy) {

        public Refusal {
            usedBy = List.copyOf(usedBy);
        }
    }
}
