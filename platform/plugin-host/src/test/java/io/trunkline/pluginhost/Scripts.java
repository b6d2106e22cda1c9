package io.trunkline.pluginhost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Map;

/// SQL that the plugin `hostile` runs for its caller.
final class Scripts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Scripts() {}

    /// In one transaction.
    ///
    /// @return the first column of the last one's first row, or the state of the error
    static String run(Caller caller, String... statements) {
        try {
            String body = JSON.writeValueAsString(Map.of("statements", Arrays.asList(statements)));
            return caller.post("hostile", "/run", body).path("value").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
