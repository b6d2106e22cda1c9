package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trunkline.spi.Resource;
import io.trunkline.tenancy.config.TenantConfigProblem.Fault;
import io.trunkline.tenancy.config.TenantConfigProblem.Term;
import io.trunkline.tenancy.config.TenantDeclaration.Brand;
import io.trunkline.tenancy.config.TenantDeclaration.Branding;
import io.trunkline.tenancy.config.TenantDeclaration.District;
import io.trunkline.tenancy.config.TenantDeclaration.Module;
import io.trunkline.tenancy.config.TenantDeclaration.Person;
import io.trunkline.tenancy.config.TenantDeclaration.Role;
import io.trunkline.tenancy.identity.MachineClients;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// Turns a file that keeps the schema into a declaration, and checks what a schema cannot: that
/// names which are used exist, and that none stands twice.
final class TenantReading {

    private final YamlDocument document;
    private final JsonNode root;
    private final String fileName;
    private final JsonNode defaults;
    private final Set<String> units = new LinkedHashSet<>(List.of("/"));

    TenantReading(YamlDocument document, String fileName, JsonNode defaults) {
        this.document = document;
        this.root = document.root();
        this.fileName = fileName;
        this.defaults = defaults;
    }

    TenantDeclaration read(List<TenantConfigProblem> problems) {
        checkKey(problems);
        checkZone(problems);
        List<District> districts = districts(problems);
        Map<String, Role> roles = new LinkedHashMap<>();
        addRoles(defaults, defaults, roles);
        addRoles(root, defaults, roles);
        return new TenantDeclaration(
                text(root, "key"),
                text(root, "name"),
                text(root, "locale"),
                text(root, "zone"),
                branding(problems),
                brands(problems),
                text(root.path("organization"), "name"),
                districts,
                roles,
                members(roles.keySet(), problems),
                modules(),
                limits());
    }

    private void checkKey(List<TenantConfigProblem> problems) {
        String expected = fileName.substring(0, fileName.length() - ".yaml".length());
        if (!text(root, "key").equals(expected)) {
            problems.add(document.problem("/key", Fault.FILE_NAME, expected, text(root, "key")));
        }
    }

    private void checkZone(List<TenantConfigProblem> problems) {
        try {
            ZoneId.of(text(root, "zone"));
        } catch (DateTimeException e) {
            problems.add(
                    document.problem(
                            "/zone",
                            Fault.EXPECTED,
                            new Term("a time zone like Asia/Shanghai"),
                            text(root, "zone")));
        }
    }

    private Branding branding(List<TenantConfigProblem> problems) {
        JsonNode node = root.path("branding");
        String shortName = node.path("shortName").asText(null);
        String colour = node.path("accent").asText(null);
        if (colour == null) {
            return new Branding(shortName, null);
        }
        AccentColour accent = AccentColour.of(colour);
        if (!accent.readable()) {
            problems.add(
                    document.problem(
                            "/branding/accent",
                            Fault.NO_CONTRAST,
                            String.valueOf(AccentColour.LEAST),
                            accent.text(),
                            String.valueOf(accent.contrast())));
        }
        return new Branding(shortName, accent.text());
    }

    private SortedMap<Resource, Long> limits() {
        SortedMap<Resource, Long> limits = new TreeMap<>();
        for (Resource resource : Resource.values()) {
            JsonNode amount = root.path("limits").path(LimitRows.key(resource));
            if (amount.isNumber()) {
                limits.put(resource, amount.asLong());
            }
        }
        return limits;
    }

    private List<Brand> brands(List<TenantConfigProblem> problems) {
        List<Brand> brands = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (JsonNode node : root.path("brands")) {
            Brand brand = new Brand(text(node, "key"), text(node, "name"));
            if (!keys.add(brand.key())) {
                problems.add(
                        document.problem(
                                "/brands/" + brands.size() + "/key", Fault.TWICE, brand.key()));
            }
            brands.add(brand);
        }
        return brands;
    }

    private List<District> districts(List<TenantConfigProblem> problems) {
        List<District> districts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : root.path("organization").path("districts")) {
            String place = "/organization/districts/" + districts.size();
            District district =
                    new District(
                            text(node, "name"),
                            texts(node.path("aliases")),
                            texts(node.path("teams")));
            List<String> known = new ArrayList<>(List.of(district.name()));
            known.addAll(district.aliases());
            for (String name : known) {
                if (!names.add(name)) {
                    problems.add(document.problem(place, Fault.NAME_TWICE, name));
                }
            }
            units.add(district.name());
            for (String team : district.teams()) {
                if (!units.add(district.name() + "/" + team)) {
                    problems.add(document.problem(place + "/teams", Fault.TEAM_TWICE, team));
                }
            }
            districts.add(district);
        }
        return districts;
    }

    static void addRoles(JsonNode source, JsonNode defaults, Map<String, Role> roles) {
        source.path("roles")
                .properties()
                .forEach(entry ->
                        roles.put(
                                entry.getKey(), role(entry.getKey(), entry.getValue(), defaults)));
    }

    private static Role role(String key, JsonNode declared, JsonNode defaults) {
        return new Role(
                declared.path("name").textValue(),
                text(declared, "rows"),
                texts(declared.path("permissions")),
                orEmpty(declared.path("fields")),
                declared.path("delegable").asBoolean(false),
                defaults.path("roles").has(key));
    }

    private List<Person> members(Set<String> roles, List<TenantConfigProblem> problems) {
        List<Person> members = new ArrayList<>();
        Set<String> usernames = new HashSet<>();
        for (JsonNode node : root.path("members")) {
            String place = "/members/" + members.size();
            Person person =
                    new Person(
                            text(node, "username"),
                            text(node, "displayName"),
                            text(node, "unit"),
                            texts(node.path("roles")));
            if (!usernames.add(person.username())) {
                problems.add(document.problem(place + "/username", Fault.TWICE, person.username()));
            }
            if (MachineClients.isMachine(person.username())) {
                problems.add(
                        document.problem(place + "/username", Fault.OF_MACHINE, person.username()));
            }
            if (!units.contains(person.unit())) {
                problems.add(
                        document.problem(
                                place + "/unit",
                                Fault.NO_UNIT,
                                String.join(", ", units),
                                person.unit()));
            }
            for (String role : person.roles()) {
                if (!roles.contains(role)) {
                    problems.add(
                            document.problem(
                                    place + "/roles",
                                    Fault.NO_ROLE,
                                    String.join(", ", roles),
                                    role));
                }
            }
            members.add(person);
        }
        return members;
    }

    private List<Module> modules() {
        List<Module> modules = new ArrayList<>();
        root.path("plugins")
                .properties()
                .forEach(entry ->
                        modules.add(
                                new Module(
                                        entry.getKey(),
                                        entry.getValue().path("enabled").asBoolean(true),
                                        orEmpty(entry.getValue().path("settings")))));
        return modules;
    }

    private static JsonNode orEmpty(JsonNode node) {
        return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
