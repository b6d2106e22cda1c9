package io.trunkline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Made-up branch companies as configuration: the first [#LARGE] of a real size, the others small.
final class TenantFiles {

    static final int LARGE = 5;
    private static final int DISTRICTS = 10;
    private static final int AGENTS = 6;

    private TenantFiles() {}

    static String key(int n) {
        return "branch-" + n;
    }

    /// @return the texts, in the order of their numbers
    static List<String> write(Path folder, int count) throws IOException {
        Path files = Files.createDirectories(folder.resolve("tenants"));
        List<String> texts = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            String text = n < LARGE ? large(n) : small(n);
            Files.writeString(files.resolve(key(n) + ".yaml"), text);
            texts.add(text);
        }
        return texts;
    }

    private static String large(int n) {
        StringBuilder districts = new StringBuilder();
        StringBuilder members = new StringBuilder();
        for (int d = 1; d <= DISTRICTS; d++) {
            districts.append("    - {name: District %d, teams: [Team %1$d]}%n".formatted(d));
            members.append(member(n, "lead" + d, "District " + d, "lead"));
            for (int a = 1; a <= AGENTS; a++) {
                members.append(
                        member(n, "agent" + d + "-" + a, "District " + d + "/Team " + d, "agent"));
            }
        }
        members.append(member(n, "supervisor", "/", "supervisor"));
        return file(n, districts.toString(), members.toString());
    }

    private static String small(int n) {
        return file(n, "    - {name: District 1, teams: [Team 1]}\n", "");
    }

    private static String file(int n, String districts, String members) {
        return """
        key: %1$s
        name: Branch %2$d
        locale: en
        zone: Asia/Shanghai
        organization:
          name: City %2$d
          districts:
        %3$s
        members:
        %4$s%5$s
        plugins:
          call-tasks: {}
        """
                .formatted(key(n), n, districts, member(n, "admin", "/", "admin"), members);
    }

    private static String member(int n, String name, String unit, String role) {
        return "  - {username: %s.%s, displayName: %2$s %1$s, unit: \"%s\", roles: [%s]}%n"
                .formatted(name, key(n), unit, role);
    }
}
