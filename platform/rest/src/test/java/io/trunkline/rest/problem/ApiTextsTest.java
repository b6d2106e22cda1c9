package io.trunkline.rest.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.core.approval.ApprovalError;
import io.trunkline.core.audit.AuditError;
import io.trunkline.core.customer.CustomerError;
import io.trunkline.core.explain.ExplainError;
import io.trunkline.core.export.ExportError;
import io.trunkline.core.handover.HandoverError;
import io.trunkline.core.importing.ImportError;
import io.trunkline.core.reminder.ReminderError;
import io.trunkline.pluginhost.PluginError;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.access.AccessError;
import io.trunkline.tenancy.identity.IdentityError;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.orgunit.OrgUnitError;
import io.trunkline.tenancy.position.PositionError;
import io.trunkline.tenancy.role.RoleError;
import io.trunkline.tenancy.serviceaccount.ServiceAccountError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiTextsTest {

    private final ApiTexts texts = new ApiTexts();

    @ParameterizedTest
    @MethodSource("codes")
    void everyRefusalHasWordsInBothLanguages(ErrorCode code) {
        String key = "error." + code.getClass().getSimpleName() + "." + code.name();
        assertTrue(texts.find(Locale.ENGLISH, key).isPresent(), key);
        assertTrue(texts.find(Locale.SIMPLIFIED_CHINESE, key).isPresent(), key);
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertEquals(keys("en"), keys("zh"));
    }

    static Stream<ErrorCode> codes() {
        return Stream.of(
                        StandardErrorCode.values(),
                        AuditError.values(),
                        CustomerError.values(),
                        OrgUnitError.values(),
                        MemberError.values(),
                        PositionError.values(),
                        HandoverError.values(),
                        ImportError.values(),
                        ExportError.values(),
                        RoleError.values(),
                        AccessError.values(),
                        ExplainError.values(),
                        IdentityError.values(),
                        ServiceAccountError.values(),
                        ReminderError.values(),
                        ApprovalError.values(),
                        PluginError.values(),
                        RestError.values())
                .flatMap(Stream::of)
                .map(ErrorCode.class::cast)
                .filter(code -> code.kind() != ErrorCode.Kind.INTERNAL);
    }

    private static Object keys(String language) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream =
                ApiTexts.class.getResourceAsStream(
                        "/io/trunkline/rest/messages_" + language + ".properties")) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return properties.stringPropertyNames();
    }
}
