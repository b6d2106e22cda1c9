package io.trunkline.rest.notification;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.NotificationPreferences;
import io.trunkline.core.notification.NotificationPreferences.Channel;
import io.trunkline.core.notification.Notifications;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.ApiTexts;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.TenantRunner;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What the caller is told. Everybody's own, so no permission is needed.
@Path("/api/v1/notifications")
@Tag(name = "Notifications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class NotificationResource {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final Notifications notifications;
    private final PluginGateway plugins;
    private final ApiTexts texts;

    @Inject
    NotificationResource(Notifications notifications, PluginGateway plugins, ApiTexts texts) {
        this.notifications = notifications;
        this.plugins = plugins;
        this.texts = texts;
    }

    @GET
    @Operation(
            summary = "What the caller was told, newest first",
            description = "`unread=true` keeps to what she has not read.")
    public Page<NotificationJson> list(
            @QueryParam("unread") @Nullable String unread,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Long before = Parameters.id("after", after);
        int size = Parameters.limit(limit, USUAL_LIMIT, MAX_LIMIT);
        List<Notification> found =
                notifications.list(
                        "true".equals(unread), before == null ? Long.MAX_VALUE : before, size);
        Locale locale = TenantRunner.current().locale();
        String next = found.size() < size ? null : Long.toString(found.getLast().id());
        return new Page<>(found.stream().map(one -> json(one, locale)).toList(), next);
    }

    @POST
    @Path("/{id}/read")
    @Operation(summary = "Marks one as read; again changes nothing")
    public void read(@PathParam("id") String id) {
        notifications.read(Parameters.pathId(id));
    }

    @POST
    @Path("/read-all")
    @Operation(summary = "Marks as read whatever is not newer than `upTo`")
    public void readAll(@Nullable ReadAllBody body) {
        Long upTo = Parameters.id("upTo", body == null ? null : body.upTo());
        if (upTo == null) {
            throw Parameters.invalid("upTo", "");
        }
        notifications.readAll(upTo);
    }

    @GET
    @Path("/settings")
    @Operation(summary = "How the caller wants to be told")
    public SettingsJson settings() {
        return SettingsJson.of(notifications.preferences());
    }

    @PUT
    @Path("/settings")
    @Operation(
            summary = "Changes how the caller wants to be told",
            description =
                    "`channels` maps a kind to OFF, BELL or TOAST; kinds that are not named pop"
                            + " up. 409 `STALE` when `version` is not the present one.")
    public SettingsJson save(@Nullable SettingsJson body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return SettingsJson.of(notifications.save(body.preferences()));
    }

    private NotificationJson json(Notification one, Locale locale) {
        Object[] arguments = one.arguments().toArray();
        String text =
                one.source().equals(Notification.PLATFORM)
                        ? texts.text(locale, one.textKey(), arguments)
                        : plugins.text(one.source(), locale, one.textKey(), arguments);
        return new NotificationJson(
                Long.toString(one.id()),
                one.kind(),
                one.source(),
                text,
                one.route(),
                one.urgent(),
                one.at(),
                one.readAt());
    }

    /// @param text in the caller's language
    /// @param route where in the screens it leads; empty for nowhere
    public record NotificationJson(
            String id,
            String kind,
            String source,
            String text,
            String route,
            boolean urgent,
            Instant at,
            @Nullable Instant readAt) {}

    /// @param upTo id of the newest one that was seen
    public record ReadAllBody(@Nullable String upTo) {}

    /// @param quietFrom and `quietUntil`: `HH:mm`, in the tenant's time zone
    public record SettingsJson(
            @Nullable Boolean quiet,
            @Nullable String quietFrom,
            @Nullable String quietUntil,
            @Nullable Boolean urgentAtNight,
            @Nullable Map<String, Channel> channels,
            @Nullable Integer version) {

        static SettingsJson of(NotificationPreferences preferences) {
            return new SettingsJson(
                    preferences.quiet(),
                    preferences.quietFrom().toString(),
                    preferences.quietUntil().toString(),
                    preferences.urgentAtNight(),
                    preferences.channels(),
                    preferences.version());
        }

        NotificationPreferences preferences() {
            if (version == null) {
                throw Parameters.invalid("version", "");
            }
            NotificationPreferences usual = NotificationPreferences.USUAL;
            return new NotificationPreferences(
                    quiet == null ? usual.quiet() : quiet,
                    time("quietFrom", quietFrom, usual.quietFrom()),
                    time("quietUntil", quietUntil, usual.quietUntil()),
                    urgentAtNight == null ? usual.urgentAtNight() : urgentAtNight,
                    channels == null ? Map.of() : channels,
                    version);
        }

        private static LocalTime time(String name, @Nullable String value, LocalTime usual) {
            if (value == null) {
                return usual;
            }
            try {
                return LocalTime.parse(value);
            } catch (DateTimeException e) {
                throw Parameters.invalid(name, value);
            }
        }
    }
}
