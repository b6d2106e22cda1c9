package io.trunkline.pluginhost.internal.generation;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.spi.Permission;
import io.trunkline.spi.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The routes of a generation: those without placeholders by their path, the others in the order
/// they were declared.
public final class RouteTable {

    private static final Pattern PATH =
            Pattern.compile("(/([a-z0-9][a-z0-9-]*|\\{[a-zA-Z][a-zA-Z0-9]*}))+");

    private final Map<String, CompiledRoute<?, ?>> fixed = new HashMap<>();
    private final List<CompiledRoute<?, ?>> withPlaceholders = new ArrayList<>();

    static RouteTable of(List<Route<?, ?>> routes, Set<Permission> permissions, PluginJson json)
            throws RefusedException {
        RouteTable table = new RouteTable();
        Map<String, Route<?, ?>> shapes = new LinkedHashMap<>();
        for (Route<?, ?> route : routes) {
            String name = route.method() + " " + route.path();
            if (!PATH.matcher(route.path()).matches()) {
                throw new RefusedException(
                        "route " + name + ": a path is like /tasks/{id}/outcome, lower case");
            }
            if (shapes.put(name.replaceAll("\\{[^}]*}", "{}"), route) != null) {
                throw new RefusedException("route " + name + " is declared twice");
            }
            if (!permissions.contains(route.permission())) {
                throw new RefusedException(
                        "route %s needs %s, which the plugin does not declare"
                                .formatted(name, route.permission().key()));
            }
            checkTypes(name, route);
            table.add(new CompiledRoute<>(route, json));
        }
        return table;
    }

    private static void checkTypes(String name, Route<?, ?> route) throws RefusedException {
        if (route.input() != Void.class && !route.input().isRecord()) {
            throw new RefusedException("route " + name + ": the input is no record");
        }
        Class<?> output =
                route.output().isArray() ? route.output().getComponentType() : route.output();
        if (output != Void.class && !output.isRecord()) {
            throw new RefusedException("route " + name + ": the output is no record");
        }
    }

    private void add(CompiledRoute<?, ?> route) {
        if (route.declared().path().indexOf('{') < 0) {
            fixed.put(route.declared().method() + route.declared().path(), route);
        } else {
            withPlaceholders.add(route);
        }
    }

    public Collection<CompiledRoute<?, ?>> all() {
        List<CompiledRoute<?, ?>> all = new ArrayList<>(fixed.values());
        all.addAll(withPlaceholders);
        return all;
    }

    public Optional<Match> find(String method, String path) {
        CompiledRoute<?, ?> exact = fixed.get(method + path);
        if (exact != null) {
            return Optional.of(new Match(exact, Map.of()));
        }
        List<String> segments = segments(path);
        for (CompiledRoute<?, ?> route : withPlaceholders) {
            if (route.declared().method().name().equals(method)) {
                Optional<Map<String, String>> values = values(route.segments(), segments);
                if (values.isPresent()) {
                    return Optional.of(new Match(route, values.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> values(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.charAt(0) == '{') {
                values.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    public record Match(CompiledRoute<?, ?> route, Map<String, String> pathValues) {}
}
