package io.trunkline.ui.member;

import io.trunkline.tenancy.member.MemberRecord.HeldRole;
import io.trunkline.tenancy.member.RoleOption;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import org.jspecify.annotations.Nullable;

/// Roles as people call them.
public final class RoleNames {

    private RoleNames() {}

    public static String of(RoleOption role) {
        return of(role.key(), role.name());
    }

    public static String of(HeldRole role) {
        return of(role.key(), role.name());
    }

    private static String of(String key, @Nullable String name) {
        if (name != null) {
            return name;
        }
        String text = "shell.role." + key;
        return ScreenTexts.has(Screens.locale(), text) ? Screens.text(text) : key;
    }
}
