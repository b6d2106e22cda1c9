package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.tenancy.config.TenantPlan.Change;
import io.trunkline.tenancy.config.TenantPlan.Refusal;
import io.trunkline.tenancy.config.TenantPlan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares three images of a tenant – what its file says, what the database has, what was last
/// applied – and says what is to be done. The third tells a change of the file from one that was
/// made on a screen, and what a file once made from what a person made.
final class Comparison {

    private static final List<String> ORDER =
            List.of(
                    TenantImage.TENANT,
                    TenantImage.BRAND,
                    TenantImage.UNIT,
                    TenantImage.ROLE,
                    TenantImage.MEMBER,
                    TenantImage.PLUGIN);

    private final TenantImage file;
    private final TenantImage actual;
    private final TenantImage applied;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    Comparison(TenantImage file, TenantImage actual, TenantImage applied) {
        this.file = file;
        this.actual = actual;
        this.applied = applied;
    }

    /// The plan of a tenant that is not there yet: everything comes, and by it whoever applies the
    /// plan saw what she makes.
    static TenantPlan ofNew(String key, TenantImage file) {
        return new Comparison(file, TenantImage.empty(), TenantImage.empty())
                .plan(key, true, item -> List.of());
    }

    /// @param uses what uses a unit or role that would be deleted; asked only for those
    TenantPlan plan(String key, Uses uses) {
        return plan(key, false, uses);
    }

    private TenantPlan plan(String key, boolean isNew, Uses uses) {
        SortedSet<String> all = new TreeSet<>(file.items().keySet());
        all.addAll(actual.items().keySet());
        for (String item : all) {
            if (!file.has(item)) {
                remove(item, uses);
            } else if (actual.has(item)) {
                update(item);
            } else {
                changes.add(
                        new Change(
                                Step.CREATE,
                                item,
                                null,
                                null,
                                json(file.fields(item)),
                                applied.has(item)));
            }
        }
        changes.sort(
                Comparator.comparing(Comparison::isDeletion)
                        .thenComparing(Comparison::rank)
                        .thenComparing(Change::item));
        return new TenantPlan(key, isNew, changes, kept, refusals);
    }

    private void update(String item) {
        SortedMap<String, JsonNode> wanted = file.fields(item);
        SortedMap<String, JsonNode> present = actual.fields(item);
        SortedMap<String, JsonNode> before = applied.fields(item);
        SortedSet<String> fields = new TreeSet<>(wanted.keySet());
        fields.addAll(present.keySet());
        for (String field : fields) {
            JsonNode now = present.get(field);
            JsonNode then = wanted.get(field);
            // What a file never set is whoever's who set it on a screen.
            boolean unmanaged = then == null && !before.containsKey(field);
            if (Objects.equals(now, then) || unmanaged) {
                continue;
            }
            boolean drift = !Objects.equals(now, before.get(field));
            changes.add(new Change(Step.UPDATE, item, field, text(now), text(then), drift));
        }
    }

    private void remove(String item, Uses uses) {
        if (!applied.has(item)) {
            kept.add(item);
            return;
        }
        boolean member = item.startsWith(TenantImage.MEMBER);
        boolean plugin = item.startsWith(TenantImage.PLUGIN);
        if (member || plugin) {
            JsonNode on = actual.fields(item).get(member ? "active" : "enabled");
            if (on != null && on.asBoolean()) {
                changes.add(
                        new Change(
                                Step.DISABLE, item, null, json(actual.fields(item)), null, false));
            }
            return;
        }
        List<String> usedBy = usedBy(item, uses);
        if (!usedBy.isEmpty()) {
            refusals.add(new Refusal(item, usedBy));
            return;
        }
        boolean drift = !actual.fields(item).equals(applied.fields(item));
        changes.add(new Change(Step.DELETE, item, null, json(actual.fields(item)), null, drift));
    }

    /// Who would still use it when everything else is done; members who are disabled keep their
    /// unit and roles.
    private List<String> usedBy(String item, Uses uses) {
        SortedSet<String> users = new TreeSet<>();
        boolean unit = item.startsWith(TenantImage.UNIT);
        String name = item.substring(item.indexOf('/') + 1);
        for (String other : actual.items().keySet()) {
            SortedMap<String, JsonNode> fields =
                    file.has(other) ? file.fields(other) : actual.fields(other);
            boolean uses1 =
                    unit
                            ? name.equals(text(fields, "unit"))
                                    || name.equals(text(fields, "parent")) && stays(other)
                            : other.startsWith(TenantImage.MEMBER)
                                    && contains(fields.get("roles"), name);
            if (uses1) {
                users.add(other);
            }
        }
        users.addAll(uses.of(item));
        return List.copyOf(users);
    }

    private boolean stays(String item) {
        return file.has(item) || !applied.has(item);
    }

    private static String text(SortedMap<String, JsonNode> fields, String field) {
        JsonNode value = fields.get(field);
        return value == null ? "" : value.asText();
    }

    private static boolean contains(@Nullable JsonNode list, String text) {
        if (list != null) {
            for (JsonNode element : list) {
                if (element.asText().equals(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isDeletion(Change change) {
        return change.step() == Step.DELETE;
    }

    /// What others stand on comes first, and goes last: the city before districts before teams.
    private static int rank(Change change) {
        int kind = 0;
        while (!change.item().startsWith(ORDER.get(kind))) {
            kind++;
        }
        int depth = (int) change.item().chars().filter(letter -> letter == '/').count();
        if (change.item().equals(TenantImage.UNIT + TenantImage.CITY)) {
            depth = 0;
        }
        int rank = kind * 10 + Math.min(depth, 9);
        return isDeletion(change) ? -rank : rank;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }

    private static String json(SortedMap<String, JsonNode> fields) {
        var object = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        object.setAll(fields);
        return object.toString();
    }

    @FunctionalInterface
    interface Uses {
        /// @param item a unit, role or brand that would be deleted
        /// @return what uses it beside members and units, for example `customer: 12`
        List<String> of(String item);
    }
}
