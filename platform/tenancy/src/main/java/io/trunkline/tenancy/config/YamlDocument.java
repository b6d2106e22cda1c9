package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.tenancy.WholeText;
import io.trunkline.tenancy.config.TenantConfigProblem.Fault;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A YAML file as JSON that remembers in which line each value stands.
final class YamlDocument {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 20;

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<TenantConfigProblem> problems = new ArrayList<>();
    private final JsonNode root;

    private YamlDocument(String file, String text) {
        this.file = file;
        this.root = parse(text);
    }

    static YamlDocument of(String file, String text) {
        return new YamlDocument(file, text);
    }

    JsonNode root() {
        return root;
    }

    /// Faults of the YAML itself; with any, the content is not to be used.
    List<TenantConfigProblem> problems() {
        return problems;
    }

    /// @param pointer JSON pointer; the line of the nearest enclosing value where there is none
    ///   such
    /// @param arguments of the fault's text
    TenantConfigProblem problem(String pointer, Fault fault, Object... arguments) {
        return new TenantConfigProblem(
                file, line(pointer), path(pointer), fault, List.of(arguments));
    }

    /// `/members/3/roles` as `members[3].roles`.
    private static String path(String pointer) {
        String path =
                pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]")
                        .replace("/", ".")
                        .replace("~1", "/")
                        .replace("~0", "~");
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private TenantConfigProblem atLine(int line, Fault fault, Object... arguments) {
        return new TenantConfigProblem(file, line, null, fault, List.of(arguments));
    }

    private int line(String pointer) {
        String place = pointer;
        while (!lines.containsKey(place) && !place.isEmpty()) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return lines.getOrDefault(place, 1);
    }

    private JsonNode parse(String text) {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return node == null ? JSON.objectNode() : convert(node, "", 0);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(atLine(line, Fault.NOT_YAML, String.valueOf(e.getProblem())));
            return JSON.objectNode();
        } catch (YAMLException e) {
            // Nested or repeated beyond what the parser takes.
            problems.add(atLine(0, Fault.NOT_YAML, String.valueOf(e.getMessage())));
            return JSON.objectNode();
        }
    }

    private JsonNode convert(Node node, String pointer, int depth) {
        lines.putIfAbsent(pointer, node.getStartMark().getLine() + 1);
        if (depth > DEEPEST) {
            problems.add(atLine(line(pointer), Fault.TOO_DEEP));
            return NullNode.getInstance();
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, pointer, depth);
            case SequenceNode sequence -> array(sequence, pointer, depth);
            case ScalarNode scalar -> scalar(whole(scalar));
            default -> NullNode.getInstance();
        };
    }

    private ObjectNode object(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(atLine(line(pointer), Fault.KEY_NOT_TEXT));
                continue;
            }
            String key = whole(keyNode).getValue();
            String place = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            if (object.has(key)) {
                int line = keyNode.getStartMark().getLine() + 1;
                problems.add(atLine(line, Fault.KEY_TWICE, key));
                continue;
            }
            lines.put(place, keyNode.getStartMark().getLine() + 1);
            object.set(key, convert(tuple.getValueNode(), place, depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String pointer, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (Node item : sequence.getValue()) {
            array.add(convert(item, pointer + "/" + array.size(), depth + 1));
        }
        return array;
    }

    /// An escape can write what no file could hold.
    private ScalarNode whole(ScalarNode scalar) {
        if (!WholeText.is(scalar.getValue())) {
            problems.add(atLine(scalar.getStartMark().getLine() + 1, Fault.NOT_WHOLE));
        }
        return scalar;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String value = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(!value.matches("(?i)false|no|off|n"));
        }
        if (tag.equals(Tag.INT) && value.matches("[-+]?[0-9]{1,18}")) {
            return JSON.numberNode(Long.parseLong(value));
        }
        if (tag.equals(Tag.FLOAT) && value.matches("[-+]?[0-9]*\\.?[0-9]+")) {
            return JSON.numberNode(Double.parseDouble(value));
        }
        return tag.equals(Tag.NULL) ? NullNode.getInstance() : JSON.textNode(value);
    }
}
