package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What the server says of a tenant's audit trail, for a person at the command line.
final class AuditReport {

    private AuditReport() {}

    /// @param kept position and digest of an earlier head, or nothing
    /// @return 0 when nothing was found, else 1
    static int print(Api api, List<String> kept) {
        var query =
                kept.isEmpty() ? "" : "?position=%s&digest=%s".formatted(kept.get(0), kept.get(1));
        var found = api.get("/audit/verification" + query);
        for (JsonNode finding : found.get("findings")) {
            System.out.printf(
                    "%s at position %d, entry %s%s%n",
                    finding.get("kind").asText(),
                    finding.get("position").asLong(),
                    finding.get("entryId").asText("unknown"),
                    why(finding.get("kind").asText()));
        }
        var head = found.get("head");
        System.out.printf(
                "%d entries checked, %d not sealed yet: %s%n",
                found.get("checked").asLong(),
                found.get("pending").asLong(),
                found.get("intact").asBoolean() ? "all as they were written" : "NOT intact");
        if (head != null && !head.isNull()) {
            System.out.printf(
                    "head %d %s%n", head.get("position").asLong(), head.get("digest").asText());
        }
        return found.get("intact").asBoolean() ? 0 : 1;
    }

    /// Of what does not explain itself.
    private static String why(String kind) {
        return switch (kind) {
            case "BEGINNING_CUT_OFF" ->
                    ": everything up to there is gone, and no sealed entry tells that its time was over";
            case "SEAL_OUTSIDE" ->
                    ": a seal where the chain does not reach; it was added, or the chain's end was"
                            + " moved back";
            case "REMOVED_EARLY" ->
                    ": the entry tells that others were removed before they were half a year old";
            case "KEPT_REMOVED" ->
                    ": the entries up to the head that was kept were removed; the sealed audit.expire"
                            + " entries tell whether their time was over";
            default -> "";
        };
    }
}
