package io.trunkline.ui.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.tenancy.operator.OperatorAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the operators' audit says of a plugin, in words: the version first.
final class PluginFacts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PluginWords words;

    PluginFacts(PluginWords words) {
        this.words = words;
    }

    static boolean isAbout(OperatorAudit.Entry entry) {
        return entry.action().startsWith("plugin.");
    }

    /// What was wanted, or served, before.
    String before(OperatorAudit.Entry entry) {
        if (entry.before() != null) {
            return version(read(entry.before()));
        }
        return read(entry.after()).path("from").asText("");
    }

    String after(OperatorAudit.Entry entry) {
        JsonNode facts = read(entry.after());
        List<String> parts = new ArrayList<>();
        parts.add((facts.path("plugin").asText() + " " + version(facts)).strip());
        if (facts.hasNonNull("step")) {
            parts.add(words.text("told.step", facts.path("step").asInt()));
        }
        if (facts.hasNonNull("tenants")) {
            parts.add(words.text("told.tenants", facts.path("tenants").asInt()));
        }
        if (facts.hasNonNull("reason")) {
            parts.add(reason(facts));
        }
        return String.join(" · ", parts);
    }

    private String version(JsonNode facts) {
        String kind = facts.path("kind").asText();
        String version = facts.path("version").asText("");
        if (kind.equals(PluginState.NONE)) {
            return words.text("told.none");
        }
        return kind.equals(PluginState.BUNDLED)
                ? words.text("told.bundled", version).strip()
                : version;
    }

    private String reason(JsonNode facts) {
        String code = facts.path("reason").asText();
        List<String> arguments = new ArrayList<>();
        facts.path("arguments").forEach(argument -> arguments.add(argument.asText()));
        return Stream.of(Reason.Code.values())
                .filter(known -> known.name().equals(code))
                .findFirst()
                .map(known -> words.reason(new Reason(known, arguments)))
                .orElse(code);
    }

    private static JsonNode read(@Nullable String facts) {
        try {
            return facts == null ? JsonNodeFactory.instance.objectNode() : JSON.readTree(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(facts, e);
        }
    }
}
