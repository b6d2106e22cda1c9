package io.trunkline.ui.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.role.Role;
import io.trunkline.ui.role.RoleEditing.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleEditingTest {

    private final RoleEditing editing =
            new RoleEditing(
                    role(
                            1,
                            List.of("customer.view", "customer.edit"),
                            Map.of("phone", Rule.MASKED)));

    @Test
    void countsWhatDiffersFromWhatWasRead() {
        assertEquals(List.of(), editing.changes());
        editing.grant("customer.dial", true);
        editing.grant("customer.edit", false);
        editing.rule("phone", Rule.OPEN);
        editing.rule("gender", Rule.OPEN);
        editing.scope(RowScope.Kind.OWN);
        assertEquals(
                List.of(
                        new Change(Change.Kind.SCOPE, ""),
                        new Change(Change.Kind.GRANTED, "customer.dial"),
                        new Change(Change.Kind.TAKEN, "customer.edit"),
                        new Change(Change.Kind.FIELD, "phone")),
                editing.changes());
        editing.grant("customer.dial", false);
        assertEquals(3, editing.changes().size(), "back as it was is no change");
        editing.discard();
        assertEquals(List.of(), editing.changes());
    }

    @Test
    void keepsMyChangesOnTopOfWhatSomeoneElseSaved() {
        editing.grant("customer.edit", false);
        editing.rule("phone", Rule.HIDDEN);
        List<Change> theirs =
                editing.rebase(
                        role(
                                2,
                                List.of("customer.view", "customer.edit", "customer.export"),
                                Map.of("phone", Rule.READ_ONLY)));
        assertEquals(
                List.of(
                        new Change(Change.Kind.GRANTED, "customer.export"),
                        new Change(Change.Kind.FIELD, "phone")),
                theirs);
        assertTrue(editing.grants("customer.export"), "hers");
        assertFalse(editing.grants("customer.edit"), "mine");
        assertEquals(Rule.HIDDEN, editing.rule("phone"), "mine");
        assertEquals(2, editing.base().version());
        assertEquals(2, editing.changes().size());
    }

    private static Role role(int version, List<String> permissions, Map<String, Rule> fields) {
        return new Role(
                7,
                "agent",
                null,
                permissions,
                RowScope.Kind.DISTRICT,
                fields,
                false,
                true,
                version,
                6);
    }
}
