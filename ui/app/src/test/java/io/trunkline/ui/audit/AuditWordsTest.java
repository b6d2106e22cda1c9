package io.trunkline.ui.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.audit.Verification;
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

    /// What operators do, which is in a trail of its own.
    private static final Pattern WRITES_OPERATORS =
            Pattern.compile("OperatorAudit|driver\\.record");

    private static final Pattern WRITES_BOTH = Pattern.compile("recordForTenant");
    private static final Pattern OPERATORS_ACTION =
            Pattern.compile("\"((?:plugin|tenant)(?:\\.[a-z][a-z-]*)+)\"");

    /// In functions of the database.
    private static final Pattern WRITES_SQL =
            Pattern.compile("INSERT INTO trunkline\\.audit_entry");

    /// Of the platform's name are tables and settings.
    private static final Pattern ACTION_SQL =
            Pattern.compile("'((?!trunkline\\.)[a-z][a-z-]*\\.[a-z][a-z-]*)'");

    /// In the operators' trail alone, or no actions.
    private static final Set<String> OTHERS =
            Set.of(
                    "tenant.erase",
                    "tenant.erased",
                    "administrator.username",
                    "administrator.mail",
                    "trunkline.customer",
                    "trunkline.member");

    @Test
    void everyActionOfThePlatformHasWords() throws IOException {
        Set<String> permissions =
                CorePermissions.ALL.stream().map(Permission::key).collect(Collectors.toSet());
        Set<String> written = new TreeSet<>(actions("src/main/java", ".java", WRITES, ACTION));
        Set<String> operators =
                actions("src/main/java", ".java", WRITES_OPERATORS, OPERATORS_ACTION);
        operators.removeAll(actions("src/main/java", ".java", WRITES_BOTH, ACTION));
        written.removeAll(operators);
        written.addAll(actions("src/main/resources", ".sql", WRITES_SQL, ACTION_SQL));
        written.removeAll(permissions);
        written.removeAll(OTHERS);
        for (ApprovalRequest.State state : ApprovalRequest.State.values()) {
            if (state != ApprovalRequest.State.OPEN) {
                written.add("approval." + state.name().toLowerCase(Locale.ROOT));
            }
        }
        assertTrue(written.contains("customer.handover"), written.toString());
        assertTrue(written.contains("audit.expire"), written.toString());
        assertEquals(
                List.of(),
                written.stream()
                        .filter(action ->
                                !ScreenTexts.has(Locale.ENGLISH, "audit.action." + action))
                        .toList());
    }

    @Test
    void everyActionOfOperatorsHasWords() throws IOException {
        Set<String> written = actions("src/main/java", ".java", WRITES_OPERATORS, OPERATORS_ACTION);
        assertTrue(written.containsAll(Set.of("tenant.suspend", "plugin.roll-out.step")));
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            assertEquals(
                    List.of(),
                    written.stream()
                            .filter(action -> !ScreenTexts.has(locale, "operator.action." + action))
                            .toList(),
                    locale::toString);
        }
    }

    @Test
    void everythingThatVerifyingFindsHasWords() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (Verification.Kind kind : Verification.Kind.values()) {
                assertTrue(ScreenTexts.has(locale, "audit.finding." + kind), kind + " " + locale);
            }
        }
    }

    private static Set<String> actions(String folder, String ending, Pattern writes, Pattern action)
            throws IOException {
        try (Stream<Path> files = Files.walk(PLATFORM)) {
            return files.filter(file -> file.toString().contains(folder))
                    .filter(file -> file.toString().endsWith(ending))
                    .map(AuditWordsTest::read)
                    .filter(source -> writes.matcher(source).find())
                    .flatMap(source -> action.matcher(source).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
