package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.tenancy.config.TenantConfigProblem.Fault;
import io.trunkline.tenancy.config.TenantDeclaration.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the tenants a folder declares. A file with a fault is left out and reported; it never
/// keeps others from being read.
final class TenantConfigLoader {

    static final String SCHEMA = "/tenants-config/tenant.schema.json";
    private static final String DEFAULTS = "/tenants-config/defaults.yaml";

    private final TenantSchema schema;
    private final TenantSchema defaultsSchema;

    TenantConfigLoader() {
        JsonNode json = schemaJson();
        schema = new TenantSchema(json);
        defaultsSchema = new TenantSchema(rolesAlone(json));
    }

    /// @param tenants those without a fault, by key
    /// @param documents of files that were handed in, by the keys of their tenants, for saying
    ///   where something stands that is found out later; empty for those of a folder
    record Loaded(
            List<TenantDeclaration> tenants,
            List<TenantConfigProblem> problems,
            Map<String, YamlDocument> documents) {

        interface Visit {
            void of(TenantPlan plan, TenantDeclaration tenant, YamlDocument document);
        }

        /// Each plan with what it was made of.
        void forEach(List<TenantPlan> plans, Visit visit) {
            Map<String, TenantDeclaration> declared =
                    tenants.stream()
                            .collect(Collectors.toMap(TenantDeclaration::key, Function.identity()));
            for (TenantPlan plan : plans) {
                TenantDeclaration tenant = declared.get(plan.key());
                YamlDocument document = documents.get(plan.key());
                if (tenant != null && document != null) {
                    visit.of(plan, tenant, document);
                }
            }
        }
    }

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
        return new Loaded(List.copyOf(tenants), List.copyOf(problems), Map.of());
    }

    /// The same for texts that came from somewhere else.
    ///
    /// @param defaultsText `defaults.yaml`; null for the shipped one
    Loaded load(List<TenantFile> files, @Nullable String defaultsText) {
        List<TenantConfigProblem> problems = new ArrayList<>();
        List<TenantDeclaration> tenants = new ArrayList<>();
        YamlDocument shipped = YamlDocument.of("defaults.yaml", resource(DEFAULTS));
        JsonNode defaults =
                defaultsText == null
                        ? shipped.root()
                        : checked(
                                YamlDocument.of("defaults.yaml", defaultsText), shipped, problems);
        Map<String, YamlDocument> documents = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (TenantFile file : files) {
            List<TenantConfigProblem> own = new ArrayList<>();
            String name = "tenants/" + file.name();
            if (!names.add(file.name())) {
                own.add(TenantConfigProblem.ofFile(name, Fault.SENT_TWICE));
            }
            YamlDocument document = YamlDocument.of(name, file.text());
            TenantDeclaration tenant = read(document, file.name(), defaults, own);
            if (own.isEmpty() && tenant != null) {
                tenants.add(tenant);
                documents.put(tenant.key(), document);
            }
            problems.addAll(own);
        }
        return new Loaded(List.copyOf(tenants), List.copyOf(problems), Map.copyOf(documents));
    }

    /// The roles a new tenant begins with: the folder's, else the shipped ones.
    Map<String, Role> defaultRoles(Optional<Path> folder) {
        JsonNode defaults = defaults(folder.orElse(Path.of("")), new ArrayList<>());
        Map<String, Role> roles = new LinkedHashMap<>();
        TenantReading.addRoles(defaults, defaults, roles);
        return roles;
    }

    private @Nullable TenantDeclaration read(
            Path file, JsonNode defaults, List<TenantConfigProblem> problems) {
        String name = "tenants/" + file.getFileName();
        YamlDocument document = document(file, name, problems);
        return document == null
                ? null
                : read(document, file.getFileName().toString(), defaults, problems);
    }

    private @Nullable TenantDeclaration read(
            YamlDocument document,
            String fileName,
            JsonNode defaults,
            List<TenantConfigProblem> problems) {
        problems.addAll(document.problems());
        if (problems.isEmpty()) {
            problems.addAll(schema.check(document));
        }
        if (!problems.isEmpty()) {
            return null;
        }
        return new TenantReading(document, fileName, defaults).read(problems);
    }

    private static @Nullable YamlDocument document(
            Path file, String name, List<TenantConfigProblem> problems) {
        try {
            return YamlDocument.of(name, Files.readString(file));
        } catch (CharacterCodingException e) {
            problems.add(TenantConfigProblem.ofFile(name, Fault.NOT_UTF8));
        } catch (IOException e) {
            problems.add(
                    TenantConfigProblem.ofFile(
                            name, Fault.UNREADABLE, String.valueOf(e.getMessage())));
        }
        return null;
    }

    private static List<Path> files(Path folder, List<TenantConfigProblem> problems) {
        try (Stream<Path> files = Files.list(folder.resolve("tenants"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            problems.add(TenantConfigProblem.ofFile("tenants", Fault.NO_FOLDER, folder.toString()));
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
        problems.addAll(found);
        return document == null ? shipped.root() : checked(document, shipped, problems);
    }

    private JsonNode checked(
            YamlDocument document, YamlDocument shipped, List<TenantConfigProblem> problems) {
        List<TenantConfigProblem> found = new ArrayList<>(document.problems());
        if (found.isEmpty()) {
            found.addAll(defaultsSchema.check(document));
        }
        problems.addAll(found);
        return found.isEmpty() ? document.root() : shipped.root();
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
