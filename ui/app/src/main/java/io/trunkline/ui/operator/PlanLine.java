package io.trunkline.ui.operator;

import io.trunkline.tenancy.config.TenantPlan;
import io.trunkline.tenancy.config.TenantPlans;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a plan as it is read: what would be done, what cannot be done, what stays.
///
/// @param item null for the tenant as a whole
/// @param after of a new tenant's heading how many lines say what is made
/// @param drift whether someone's work on a screen would be lost
record PlanLine(
        String tenant,
        Kind kind,
        @Nullable String item,
        @Nullable String field,
        @Nullable String before,
        @Nullable String after,
        boolean drift) {

    enum Kind {
        NEW,
        CREATE,
        UPDATE,
        DISABLE,
        DELETE,
        REFUSED,
        KEPT;

        /// A new tenant's own line is the heading of those that say what is made.
        boolean changes() {
            return this != NEW && compareTo(REFUSED) < 0;
        }
    }

    /// Tenant by tenant: what is refused first, since nothing is done while it is there.
    static List<PlanLine> of(TenantPlans.Plan plan) {
        List<PlanLine> lines = new ArrayList<>();
        for (TenantPlan tenant : plan.tenants()) {
            String key = tenant.key();
            tenant.refusals()
                    .forEach(refusal ->
                            lines.add(
                                    new PlanLine(
                                            key,
                                            Kind.REFUSED,
                                            refusal.item(),
                                            null,
                                            null,
                                            String.join(", ", refusal.usedBy()),
                                            false)));
            if (tenant.isNew()) {
                lines.add(heading(tenant));
            }
            tenant.changes()
                    .forEach(change ->
                            lines.add(
                                    new PlanLine(
                                            key,
                                            Kind.valueOf(change.step().name()),
                                            change.item(),
                                            change.field(),
                                            change.before(),
                                            change.after(),
                                            change.drift())));
            tenant.kept()
                    .forEach(item ->
                            lines.add(new PlanLine(key, Kind.KEPT, item, null, null, null, false)));
        }
        return lines;
    }

    private static PlanLine heading(TenantPlan tenant) {
        String made = Integer.toString(tenant.changes().size());
        return new PlanLine(tenant.key(), Kind.NEW, null, null, null, made, false);
    }
}
