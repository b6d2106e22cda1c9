package io.trunkline.ui.role;

import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.role.Role;
import io.trunkline.tenancy.role.RoleDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A role while someone edits it: what it was when it was read, and what it is to become.
final class RoleEditing {

    /// One thing that differs between two states of a role.
    ///
    /// @param subject what it is about: a permission or field by key; empty for the role itself
    record Change(Kind kind, String subject) {
        enum Kind {
            GRANTED,
            TAKEN,
            FIELD,
            SCOPE,
            NAME,
            DELEGABLE
        }
    }

    private Role base;
    private @Nullable String name;
    private final Set<String> permissions = new TreeSet<>();
    private final Map<String, Rule> fields = new TreeMap<>();
    private RowScope.Kind scope;
    private boolean delegable;

    RoleEditing(Role role) {
        base = role;
        scope = role.scope();
        take(role);
    }

    Role base() {
        return base;
    }

    RoleDraft draft() {
        return new RoleDraft(name, List.copyOf(permissions), scope, fields, delegable);
    }

    boolean grants(String permission) {
        return permissions.contains(permission);
    }

    Set<String> permissions() {
        return Set.copyOf(permissions);
    }

    void grant(String permission, boolean granted) {
        if (granted) {
            permissions.add(permission);
        } else {
            permissions.remove(permission);
        }
    }

    Rule rule(String field) {
        return fields.getOrDefault(field, Rule.OPEN);
    }

    void rule(String field, Rule rule) {
        if (rule == Rule.OPEN) {
            fields.remove(field);
        } else {
            fields.put(field, rule);
        }
    }

    RowScope.Kind scope() {
        return scope;
    }

    void scope(RowScope.Kind other) {
        scope = other;
    }

    @Nullable String name() {
        return name;
    }

    void name(@Nullable String other) {
        name = other == null || other.isBlank() ? null : other.strip();
    }

    boolean delegable() {
        return delegable;
    }

    void delegable(boolean other) {
        delegable = other;
    }

    /// What saving would change.
    List<Change> changes() {
        return differences(base.draft(), draft());
    }

    boolean changed(Change.Kind kind, String subject) {
        return changes().contains(new Change(kind, subject));
    }

    void discard() {
        take(base);
    }

    /// Someone else saved the role meanwhile: her changes are taken over, mine stay on top of them.
    ///
    /// @return what she changed
    List<Change> rebase(Role newer) {
        List<Change> mine = changes();
        RoleDraft wanted = draft();
        List<Change> theirs = differences(base.draft(), newer.draft());
        base = newer;
        take(newer);
        for (Change change : mine) {
            String subject = change.subject();
            switch (change.kind()) {
                case GRANTED -> grant(subject, true);
                case TAKEN -> grant(subject, false);
                case FIELD -> rule(subject, wanted.fields().getOrDefault(subject, Rule.OPEN));
                case SCOPE -> scope(wanted.scope());
                case NAME -> name(wanted.name());
                case DELEGABLE -> delegable(wanted.delegable());
            }
        }
        return theirs;
    }

    private void take(Role role) {
        name = role.name();
        scope = role.scope();
        delegable = role.delegable();
        permissions.clear();
        permissions.addAll(role.permissions());
        fields.clear();
        fields.putAll(role.draft().fields());
    }

    static List<Change> differences(RoleDraft before, RoleDraft after) {
        List<Change> changes = new ArrayList<>();
        if (!Objects.equals(before.name(), after.name())) {
            changes.add(new Change(Change.Kind.NAME, ""));
        }
        if (before.scope() != after.scope()) {
            changes.add(new Change(Change.Kind.SCOPE, ""));
        }
        if (before.delegable() != after.delegable()) {
            changes.add(new Change(Change.Kind.DELEGABLE, ""));
        }
        Set<String> keys = new TreeSet<>(before.permissions());
        keys.addAll(after.permissions());
        for (String key : keys) {
            boolean had = before.permissions().contains(key);
            if (had != after.permissions().contains(key)) {
                changes.add(new Change(had ? Change.Kind.TAKEN : Change.Kind.GRANTED, key));
            }
        }
        Set<String> fields = new TreeSet<>(before.fields().keySet());
        fields.addAll(after.fields().keySet());
        for (String field : fields) {
            if (before.fields().get(field) != after.fields().get(field)) {
                changes.add(new Change(Change.Kind.FIELD, field));
            }
        }
        return changes;
    }
}
