package io.trunkline.rest.audit;

import io.trunkline.core.audit.AuditQuery;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.tenancy.audit.RequestFacts.Channel;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// What a list of entries can be narrowed by.
public class AuditSearch {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    @QueryParam("from")
    @Parameter(description = "Not before, for example 2026-11-01T00:00:00+08:00")
    @Nullable String from;

    @QueryParam("to")
    @Parameter(description = "Before")
    @Nullable String to;

    @QueryParam("member")
    @Parameter(description = "Id of the member who did it")
    @Nullable String member;

    @QueryParam("action")
    @Parameter(description = "What was done, or how it begins: customer. for all done to customers")
    @Nullable String action;

    @QueryParam("objectType")
    @Parameter(description = "To what: customer, member, role…")
    @Nullable String objectType;

    @QueryParam("objectId")
    @Parameter(description = "To which one; with objectType")
    @Nullable String objectId;

    @QueryParam("channel")
    @Parameter(description = "By which door: SCREEN, API, PLUGIN or JOB")
    @Nullable String channel;

    @QueryParam("after")
    @Parameter(description = "`next` of the page before")
    @Nullable String after;

    @QueryParam("limit")
    @Parameter(description = "1 to 200, usually 50")
    @Nullable String limit;

    AuditQuery query() {
        String type = Parameters.text(objectType);
        Long object = Parameters.id("objectId", objectId);
        if (object != null && type == null) {
            throw Parameters.invalid("objectType", "");
        }
        return new AuditQuery(
                time("from", from),
                time("to", to),
                Parameters.id("member", member),
                Parameters.text(action),
                type,
                object,
                Parameters.text(channel) == null
                        ? null
                        : Parameters.constant("channel", channel, Channel.class, Channel.JOB),
                Parameters.text(after),
                Parameters.limit(limit, USUAL_LIMIT, MAX_LIMIT));
    }

    private static @Nullable Instant time(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value.strip()).toInstant();
        } catch (DateTimeException e) {
            throw Parameters.invalid(name, value);
        }
    }
}
