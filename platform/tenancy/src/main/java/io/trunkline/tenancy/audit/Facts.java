package io.trunkline.tenancy.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Small facts as the JSON that entries keep.
public final class Facts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Facts() {}

    /// @param namesAndValues by turns
    public static String of(String... namesAndValues) {
        ObjectNode facts = JSON.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return facts.toString();
    }
}
