package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the tenants a folder declares. A file with a fault is left out and reported; it never
/// keeps others from being read.
final class TenantConfigLoader {

    private static final String SCHEMA = "/tenants-config/tenant.schema.json";
    private static final String DEFAULTS = "/tenants-config/defaults.yaml";

    private final TenantSchema schema;
    private final TenantSchema defaultsSchema;

    TenantConfigLoader() {
        JsonNode json = schemaJson();
        schema = new TenantSchema(json);
        defaultsSchema = new TenantSchema(rolesAlone(json));
    }

    /// @param tenants those without a fault, by key
    record Loaded(List<TenantDeclaration> tenants, List<TenantConfigProblem> problems) {}

    Loaded load(Path folder) {
        List<TenantConfigProblem> problems = new ArrayList<>();
        List<TenantDeclaration> tenants = new ArrayList<>();
        JsonNode defaults = defaults(folder, problems);
        for (Path file : files(folder, problems)) {
            List<TenantConfigProblem> own = new ArrayList<>();
            TenantDeclaration tenant = read(file, defaults, own);
            if (own.isEmpty() && tenant != null) {
                tenants.add(tenant);
            }
            problems.addAll(own);
        }
        return new Loaded(List.copyOf(tenants), List.copyOf(problems));
    }

    private @Nullable TenantDeclaration read(
            Path file, JsonNode defaults, List<TenantConfigProblem> problems) {
        String name = "tenants/" + file.getFileName();
        YamlDocument document = document(file, name, problems);
        if (document == null) {
            return null;
        }
        problems.addAll(document.problems());
        if (problems.isEmpty()) {
            problems.addAll(schema.check(document));
        }
        if (!problems.isEmpty()) {
            return null;
        }
        return new TenantReading(document, file.getFileName().toString(), defaults).read(problems);
    }

    private static @Nullable YamlDocument document(
            Path file, String name, List<TenantConfigProblem> problems) {
        try {
            return YamlDocument.of(name, Files.readString(file));
        } catch (CharacterCodingException e) {
            problems.add(new TenantConfigProblem(name, 0, "expected text in UTF-8"));
        } catch (IOException e) {
            problems.add(new TenantConfigProblem(name, 0, "cannot be read: " + e.getMessage()));
        }
        return null;
    }

    private static List<Path> files(Path folder, List<TenantConfigProblem> problems) {
        try (Stream<Path> files = Files.list(folder.resolve("tenants"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            problems.add(
                    new TenantConfigProblem(
                            "tenants", 0, "expected a folder with <key>.yaml files in " + folder));
            return List.of();
        }
    }

    private JsonNode defaults(Path folder, List<TenantConfigProblem> problems) {
        YamlDocument shipped = YamlDocument.of("defaults.yaml", resource(DEFAULTS));
        Path own = folder.resolve("defaults.yaml");
        if (!Files.exists(own)) {
            return shipped.root();
        }
        List<TenantConfigProblem> found = new ArrayList<>();
        YamlDocument document = document(own, "defaults.yaml", found);
        if (document != null) {
            found.addAll(document.problems());
            if (found.isEmpty()) {
                found.addAll(defaultsSchema.check(document));
            }
            if (found.isEmpty()) {
                return document.root();
            }
        }
        problems.addAll(found);
        return shipped.root();
    }

    private static JsonNode rolesAlone(JsonNode json) {
        ObjectNode copy = ((ObjectNode) json).deepCopy();
        copy.putArray("required").add("roles");
        ((ObjectNode) copy.get("properties")).retain("roles");
        return copy;
    }

    private static JsonNode schemaJson() {
        try {
            return new ObjectMapper().readTree(resource(SCHEMA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String path) {
        try (InputStream stream = TenantConfigLoader.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
