package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/// What the launcher needs to know of a tenant: who logs in, and which districts customers live in.
/// The server reads and checks the same files in full.
///
/// @param locale language tag
/// @param districts names, in the order of the file
record TenantFile(
        String key,
        String name,
        String locale,
        ZoneId zone,
        List<Person> members,
        List<String> districts) {

    record Person(String username, String displayName) {}

    /// All tenants, by file name.
    static List<TenantFile> readAll(Path folder) {
        try (var files = Files.list(folder.resolve("tenants"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(TenantFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TenantFile read(Path file) {
        try {
            var tenant = new YAMLMapper().readTree(file.toFile());
            return new TenantFile(
                    tenant.path("key").asText(),
                    tenant.path("name").asText(),
                    tenant.path("locale").asText("zh-CN"),
                    ZoneId.of(tenant.path("zone").asText("Asia/Shanghai")),
                    tenant.path("members").valueStream().map(TenantFile::person).toList(),
                    tenant.path("organization")
                            .path("districts")
                            .valueStream()
                            .map(district -> district.path("name").asText())
                            .toList());
        } catch (IOException e) {
            throw new StandaloneException("The tenant file " + file + " cannot be read.", e);
        }
    }

    private static Person person(JsonNode member) {
        return new Person(member.path("username").asText(), member.path("displayName").asText());
    }
}
