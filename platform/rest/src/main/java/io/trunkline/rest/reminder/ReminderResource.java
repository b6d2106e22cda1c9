package io.trunkline.rest.reminder;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.reminder.Reminder;
import io.trunkline.core.reminder.ReminderDraft;
import io.trunkline.core.reminder.Reminders;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The caller's reminders. Everybody's own, so no permission is needed.
@Path("/api/v1/reminders")
@Tag(name = "Reminders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class ReminderResource {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final Reminders reminders;

    @Inject
    ReminderResource(Reminders reminders) {
        this.reminders = reminders;
    }

    @GET
    @Operation(
            summary = "The caller's reminders, the next one first",
            description = "`done=true` answers those that are done, the latest first.")
    public Page<ReminderJson> list(
            @QueryParam("done") @Nullable String done,
            @QueryParam("limit") @Nullable String limit) {
        return new Page<>(
                reminders
                        .list("true".equals(done), Parameters.limit(limit, USUAL_LIMIT, MAX_LIMIT))
                        .stream()
                        .map(ReminderJson::of)
                        .toList(),
                null);
    }

    @POST
    @Operation(summary = "Asks to be reminded; answers 201 with the reminder's address")
    public RestResponse<ReminderJson> create(@Nullable ReminderBody body) {
        Reminder made = reminders.create(require(body).draft());
        return RestResponse.ResponseBuilder.<ReminderJson>created(
                        URI.create("/api/v1/reminders/" + made.id()))
                .entity(ReminderJson.of(made))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One reminder")
    public ReminderJson get(@PathParam("id") String id) {
        return ReminderJson.of(reminders.find(Parameters.pathId(id)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a reminder; one that was fired waits again",
            description = "409 `STALE` when `version` is not the present one.")
    public ReminderJson update(@PathParam("id") String id, @Nullable ReminderBody body) {
        ReminderBody change = require(body);
        long reminder = Parameters.pathId(id);
        Integer version = change.version();
        if (version == null) {
            throw Parameters.invalid("version", "");
        }
        return ReminderJson.of(reminders.update(reminder, version, change.draft()));
    }

    @POST
    @Path("/{id}/snooze")
    @Operation(summary = "Puts a reminder off until `dueAt`")
    public ReminderJson snooze(@PathParam("id") String id, @Nullable SnoozeBody body) {
        return ReminderJson.of(
                reminders.snooze(Parameters.pathId(id), time("dueAt", require(body).dueAt())));
    }

    @POST
    @Path("/{id}/done")
    @Operation(summary = "Marks a reminder as done; again changes nothing")
    public ReminderJson done(@PathParam("id") String id) {
        return ReminderJson.of(reminders.done(Parameters.pathId(id)));
    }

    private static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return body;
    }

    private static Instant time(String name, @Nullable String value) {
        try {
            return Instant.parse(value == null ? "" : value);
        } catch (DateTimeException e) {
            throw Parameters.invalid(name, value == null ? "" : value);
        }
    }

    /// @param dueAt ISO 8601, in UTC
    public record SnoozeBody(@Nullable String dueAt) {}

    /// @param note 1 to 500 characters
    /// @param customerId a customer it is about; may be left out
    /// @param route where in the screens it leads when it is about no customer; may be left out
    /// @param dueAt ISO 8601, in UTC
    /// @param version for changes, the one the change was made from
    public record ReminderBody(
            @Nullable String note,
            @Nullable String customerId,
            @Nullable String route,
            @Nullable String dueAt,
            @Nullable Integer version) {

        ReminderDraft draft() {
            return new ReminderDraft(
                    note == null ? "" : note,
                    Parameters.id("customerId", customerId),
                    route == null ? "" : route,
                    time("dueAt", dueAt));
        }
    }

    public record ReminderJson(
            String id,
            String note,
            @Nullable String customerId,
            String route,
            Instant dueAt,
            Reminder.State state,
            int version) {

        static ReminderJson of(Reminder reminder) {
            Long customer = reminder.customerId();
            return new ReminderJson(
                    Long.toString(reminder.id()),
                    reminder.note(),
                    customer == null ? null : customer.toString(),
                    reminder.route(),
                    reminder.dueAt(),
                    reminder.state(),
                    reminder.version());
        }
    }
}
