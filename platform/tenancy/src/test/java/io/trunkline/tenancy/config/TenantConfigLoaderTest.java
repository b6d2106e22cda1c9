package io.trunkline.tenancy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.tenancy.config.TenantConfigProblem.Fault;
import io.trunkline.tenancy.config.TenantConfigProblem.Term;
import io.trunkline.testing.TestTenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantConfigLoaderTest {

    @TempDir private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder.resolve("tenants"));
    }

    @Test
    void theShippedTenantsHaveNoFault() {
        TenantConfigLoader.Loaded loaded =
                new TenantConfigLoader().load(Path.of("../../tenants-config"));
        assertEquals(List.of(), loaded.problems());
        assertEquals(
                List.of("wuhan", "zhengzhou"),
                loaded.tenants().stream().map(TenantDeclaration::key).toList());
        TenantDeclaration zhengzhou = loaded.tenants().getLast();
        assertEquals(10, zhengzhou.districts().size());
        assertTrue(zhengzhou.districts().stream().noneMatch(d -> d.name().equals("荥阳市")));
        assertEquals(13, zhengzhou.members().size());
    }

    @Test
    void theTestTenantsHaveNoFault() {
        assertEquals(List.of(), new TenantConfigLoader().load(TestTenants.folder()).problems());
    }

    @Test
    void anUnknownKeyIsNamedWithLineAndWhatIsAllowed() throws IOException {
        assertEquals(
                "tenants/acme.yaml:11: organization.districts[0].teem: unknown key; allowed here: name, aliases, teams",
                onlyProblem("aliases: [North]\n      teams", "aliases: [North]\n      teem"));
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        assertEquals(
                "tenants/acme.yaml:1: the file: key zone is missing",
                onlyProblem("zone: Asia/Shanghai", ""));
    }

    @Test
    void aValueOutOfItsListSaysTheList() throws IOException {
        assertEquals(
                "tenants/acme.yaml:3: locale: expected one of zh-CN, en, found fr",
                onlyProblem("locale: en", "locale: fr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\uD800", "\\0"})
    void aTextThatCannotBeKeptIsNamed(String escape) throws IOException {
        assertEquals(
                "tenants/acme.yaml:19: a text with U+0000 or half a character (\\uD800 to \\uDFFF"
                        + " alone) cannot be kept",
                onlyProblem("Administrator of Acme", "\"A" + escape + "\""));
    }

    @Test
    void aValueOfAnotherTypeSaysWhichIsExpected() throws IOException {
        assertEquals(
                "tenants/acme.yaml:36: plugins.example.enabled: expected true or false, found maybe",
                onlyProblem("example: {}", "example: {enabled: maybe}"));
    }

    @Test
    void aUnitThatIsNotInTheTreeSaysWhichAre() throws IOException {
        assertEquals(
                "tenants/acme.yaml:21: members[4].unit: expected a unit of the organization"
                        + " (/, North District, North District/1, South District, South District/1),"
                        + " found West District",
                onlyProblem(
                        "Acme, unit: North District, roles: [lead]",
                        "Acme, unit: West District, roles: [lead]"));
    }

    @Test
    void aRoleThatIsNotDeclaredSaysWhichAre() throws IOException {
        assertEquals(
                "tenants/acme.yaml:19: members[2].roles: expected roles among"
                        + " executive, supervisor, lead, agent, admin, district-admin, auditor,"
                        + " found king",
                onlyProblem("roles: [admin]", "roles: [king]"));
    }

    @Test
    void anAccountOfAMachineIsNoPersons() throws IOException {
        assertEquals(
                "tenants/acme.yaml:19: members[2].username: expected a person's account,"
                        + " service-account-erp is a machine client's",
                onlyProblem("{username: admin.acme,", "{username: service-account-erp,"));
    }

    @Test
    void aFieldThatIsNoneSaysWhichAre() throws IOException {
        assertEquals(
                "tenants/acme.yaml:39: roles.clerk.fields.phones: unknown key; allowed here:"
                        + " externalNumber, name, gender, birthDate, phone, idNumber, address, agreementType,"
                        + " agreementStart, agreementEnd, monthlyCharge, customFields or"
                        + " customFields.<key>",
                onlyProblem(
                        "  example: {}",
                        "  example: {}\n\nroles:\n  clerk: {rows: own, permissions: [], fields:"
                                + " {phones: masked, customFields.level: hidden}}"));
    }

    @Test
    void aTimeZoneThatIsNoneIsRefused() throws IOException {
        assertEquals(
                "tenants/acme.yaml:4: zone: expected a time zone like Asia/Shanghai, found Asia/Nowhere",
                onlyProblem("zone: Asia/Shanghai", "zone: Asia/Nowhere"));
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() throws IOException {
        assertEquals(
                "tenants/acme.yaml:5: key zone stands here twice",
                onlyProblem("zone: Asia/Shanghai", "zone: Asia/Shanghai\nzone: Asia/Tokyo"));
    }

    @Test
    void textThatIsNoYamlNamesTheLine() throws IOException {
        String problem = onlyProblem("name: Acme\n", "name: [Acme\n");
        assertTrue(problem.startsWith("tenants/acme.yaml:3: not YAML: "), problem);
    }

    @Test
    void textThatGrowsOrNestsBeyondMeasureIsRefused() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        for (String text : List.of(laughs.toString(), "[".repeat(3_000) + "]".repeat(3_000))) {
            write("acme", text);
            List<TenantConfigProblem> problems = new TenantConfigLoader().load(folder).problems();
            assertEquals(
                    List.of(Fault.NOT_YAML),
                    problems.stream().map(TenantConfigProblem::fault).toList());
        }
        write("acme", acme().replace("locale: en", "locale: " + "x".repeat(100_000)));
        String said = new TenantConfigLoader().load(folder).problems().getFirst().toString();
        assertTrue(said.length() < 1_000, said);
    }

    @Test
    void aFaultyFileLeavesTheOthersAlone() throws IOException {
        write("acme", acme().replace("locale: en", "locale: fr"));
        Files.write(
                folder.resolve("tenants/broken.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        write("globex", Files.readString(TestTenants.folder().resolve("tenants/globex.yaml")));
        TenantConfigLoader.Loaded loaded = new TenantConfigLoader().load(folder);
        assertEquals(
                List.of("globex"), loaded.tenants().stream().map(TenantDeclaration::key).toList());
        assertEquals(
                List.of("tenants/acme.yaml", "tenants/broken.yaml"),
                loaded.problems().stream().map(TenantConfigProblem::file).toList());
    }

    @Test
    void aFolderThatIsMissingIsReported() {
        List<TenantConfigProblem> problems =
                new TenantConfigLoader().load(folder.resolve("nowhere")).problems();
        assertEquals(1, problems.size());
    }

    @Test
    void aChineseReaderReadsItInChinese() throws IOException {
        write("acme", acme().replace("zone: Asia/Shanghai", "zone: Asia/Nowhere"));
        assertEquals(
                "tenants/acme.yaml:4: zone: 应为时区，例如 Asia/Shanghai，实际为 Asia/Nowhere",
                new TenantConfigLoader().load(folder).problems().getFirst().sentence(Locale.CHINA));
        write("acme", acme().replace("zone: Asia/Shanghai", ""));
        assertEquals(
                "tenants/acme.yaml:1: 整个文件: 缺少键 zone",
                new TenantConfigLoader().load(folder).problems().getFirst().sentence(Locale.CHINA));
    }

    @Test
    void everythingThatASchemaDescribesHasChineseWords() throws IOException {
        JsonNode schema =
                new ObjectMapper()
                        .readTree(TenantConfigLoader.class.getResource(TenantConfigLoader.SCHEMA));
        List<String> described = new ArrayList<>();
        schema.findValuesAsText("description").forEach(described::add);
        described.removeIf(text -> !new Term(text).in(Locale.CHINESE).equals(text));
        assertEquals(List.of(), described);
    }

    @Test
    void everyFaultHasATextInEachLanguage() {
        for (Fault fault : Fault.values()) {
            TenantConfigProblem problem = TenantConfigProblem.ofFile("f", fault, "a", "b", "c");
            assertNotEquals("", problem.text(Locale.ENGLISH));
            if (fault != Fault.INVALID) {
                assertNotEquals(problem.text(Locale.ENGLISH), problem.text(Locale.CHINESE));
            }
        }
    }

    private String onlyProblem(String good, String bad) throws IOException {
        String text = acme();
        assertTrue(text.contains(good), good);
        write("acme", text.replace(good, bad));
        List<TenantConfigProblem> problems = new TenantConfigLoader().load(folder).problems();
        assertEquals(
                1,
                problems.stream().map(TenantConfigProblem::toString).distinct().count(),
                problems.toString());
        return problems.getFirst().toString();
    }

    private static String acme() throws IOException {
        return Files.readString(TestTenants.folder().resolve("tenants/acme.yaml"));
    }

    private void write(String key, String text) throws IOException {
        Files.writeString(folder.resolve("tenants/" + key + ".yaml"), text);
    }
}
