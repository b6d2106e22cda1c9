package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/// What the launcher needs to know of a tenant: who logs in, and which districts customers live in.
/// The server reads and checks the same files in full.
///
/// @param locale language tag
/// @param districts names of the org units of type district
record TenantFile(
        String key, String name, String locale, List<Person> members, List<String> districts) {

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
            var fileName = file.getFileName().toString();
            var key = fileName.substring(0, fileName.length() - ".yaml".length());
            return new TenantFile(
                    key,
                    tenant.path("name").asText(key),
                    tenant.path("locale").asText("zh-CN"),
                    StreamSupport.stream(tenant.path("members").spliterator(), false)
                            .map(TenantFile::person)
                            .toList(),
                    tenant.findParents("type").stream()
                            .filter(unit -> unit.path("type").asText().equals("district"))
                            .map(unit -> unit.path("name").asText())
                            .toList());
        } catch (IOException e) {
            throw new StandaloneException("The tenant file " + file + " cannot be read.", e);
        }
    }

    private static Person person(JsonNode member) {
        var username = member.path("username").asText();
        return new Person(username, member.path("displayName").asText(username));
    }
}
