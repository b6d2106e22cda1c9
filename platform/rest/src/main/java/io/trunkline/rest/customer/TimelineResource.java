package io.trunkline.rest.customer;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.interaction.Interaction;
import io.trunkline.core.interaction.Interactions;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.ContactRecorded;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What happened between the company and a customer.
@Path("/api/v1/customers/{id}")
@Tag(name = "Customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class TimelineResource {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_NOTE = 2000;

    private final Interactions interactions;

    @Inject
    TimelineResource(Interactions interactions) {
        this.interactions = interactions;
    }

    @GET
    @Path("/timeline")
    @Operation(summary = "A customer's contacts, newest first")
    public Page<InteractionJson> timeline(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Long before = Parameters.id("after", after);
        int size = Parameters.limit(limit, USUAL_LIMIT, MAX_LIMIT);
        List<Interaction> found =
                interactions.timeline(
                        Parameters.pathId(id), before == null ? Long.MAX_VALUE : before, size);
        String next = found.size() < size ? null : Long.toString(found.getLast().id());
        return new Page<>(found.stream().map(InteractionJson::of).toList(), next);
    }

    @POST
    @Path("/notes")
    @Operation(summary = "Writes a note on a customer's timeline")
    public RestResponse<InteractionJson> addNote(
            @PathParam("id") String id, @Nullable NoteBody body) {
        String note = Parameters.text(CustomerResource.require(body).note());
        if (note == null || note.length() > MAX_NOTE) {
            throw Parameters.invalid("note", "");
        }
        return RestResponse.status(
                RestResponse.Status.CREATED,
                InteractionJson.of(interactions.addNote(Parameters.pathId(id), note)));
    }

    /// @param note 1 to 2,000 characters
    public record NoteBody(@Nullable String note) {}

    /// @param source plugin that recorded it, `platform` for the platform
    /// @param outcomeKey the source's key of the outcome; null for none
    public record InteractionJson(
            String id,
            String customerId,
            ContactRecorded.Channel channel,
            boolean inbound,
            Instant at,
            @Nullable String memberId,
            @Nullable String memberName,
            String source,
            @Nullable String outcomeKey,
            ContactRecorded.Tone tone,
            String note,
            String subject) {

        static InteractionJson of(Interaction interaction) {
            Long member = interaction.memberId();
            return new InteractionJson(
                    Long.toString(interaction.id()),
                    Long.toString(interaction.customerId()),
                    interaction.channel(),
                    interaction.inbound(),
                    interaction.at(),
                    member == null ? null : member.toString(),
                    interaction.memberName(),
                    interaction.source(),
                    interaction.outcomeKey(),
                    interaction.tone(),
                    interaction.note(),
                    interaction.subject());
        }
    }
}
