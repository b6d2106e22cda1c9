package io.trunkline.ui.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.ui.shell.ScreenTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever the platform writes into the trail is told in words.
class AuditWordsTest {

    private static final Path PLATFORM = Path.of("..", "..", "platform");
    private static final Pattern WRITES =
            Pattern.compile("audit\\.record|Audit\\.Entry|recordForTenant");
    private static final Pattern ACTION = Pattern.compile("\"([a-z][a-z-]*\\.[a-z][a-z-]*)\"");

    /// In the operators' trail alone, or no actions.
    private static final Set<String> OTHERS =
            Set.of(
                    "tenant.erase",
                    "tenant.erased",
                    "administrator.username",
                    "administrator.mail",
                    "trunkline.customer");

    @Test
    void everyActionOfThePlatformHasWords() throws IOException {
        Set<String> permissions =
                CorePermissions.ALL.stream().map(Permission::key).collect(Collectors.toSet());
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PLATFORM)) {
            files.filter(file -> file.toString().contains("src/main/java"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(AuditWordsTest::read)
                    .filter(source -> WRITES.matcher(source).find())
                    .flatMap(source -> ACTION.matcher(source).results())
                    .map(found -> found.group(1))
                    .filter(action -> !permissions.contains(action) && !OTHERS.contains(action))
                    .forEach(written::add);
        }
        for (ApprovalRequest.State state : ApprovalRequest.State.values()) {
            if (state != ApprovalRequest.State.OPEN) {
                written.add("approval." + state.name().toLowerCase(Locale.ROOT));
            }
        }
        assertTrue(written.contains("customer.handover"), written.toString());
        assertEquals(
                List.of(),
                written.stream()
                        .filter(action ->
                                !ScreenTexts.has(Locale.ENGLISH, "audit.action." + action))
                        .toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
