package io.trunkline.tenancy.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// How something was before an entry of the audit trail, to be put back to.
///
/// @param entryId the entry, which the restoration names
/// @param action what the entry says was done
/// @param objectId to which one
/// @param state JSON, as the entry keeps it
public record Earlier(long entryId, String action, long objectId, String state) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        return parsed(state);
    }

    /// What the audit keeps of the restored object: its state, and the entry that was gone back to.
    ///
    /// @param after the object's state, JSON
    public String named(String after) {
        ObjectNode node = (ObjectNode) parsed(after);
        node.put("restoredFrom", Long.toString(entryId));
        return node.toString();
    }

    /// The texts of an array; none where there is no such field.
    public static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what an audit entry keeps is not JSON", e);
        }
    }
}
