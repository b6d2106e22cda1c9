package io.trunkline.pluginhost.internal.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Route;
import io.trunkline.spi.RouteRequest;
import io.trunkline.spi.TenantSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A route with everything that can be found out before it is called.
public final class CompiledRoute<I, O> {

    private final Route<I, O> route;
    private final List<String> segments;
    private final PluginJson.@Nullable Reading<I> reading;
    private final PluginJson.@Nullable Writing writing;

    CompiledRoute(Route<I, O> route, PluginJson json) {
        this.route = route;
        this.segments = RouteTable.segments(route.path());
        this.reading = route.input() == Void.class ? null : json.reading(route.input());
        this.writing = route.output() == Void.class ? null : json.writing(route.output());
    }

    public String method() {
        return route.method().name();
    }

    public String path() {
        return route.path();
    }

    public Permission permission() {
        return route.permission();
    }

    /// Reads the body, calls the plugin and writes its answer. All three run code of the plugin's:
    /// constructors and accessors of its records are called where their JSON is read and written.
    ///
    /// @return JSON; empty for an answer without content
    /// @throws PluginException `INVALID` naming the field that cannot be read, `ANSWER_TOO_LARGE`
    public Optional<byte[]> serve(
            TenantSession session,
            Map<String, String> pathValues,
            Map<String, String> query,
            byte[] body)
            throws JsonProcessingException {
        RouteRequest<I> request = new RouteRequest<>(body(body), pathValues, Map.copyOf(query));
        return write(Optional.ofNullable(route.handler().handle(session, request)));
    }

    @SuppressWarnings("NullAway") // The SPI promises null for Void alone.
    private I body(byte[] body) {
        return reading == null ? null : reading.read(body);
    }

    private Optional<byte[]> write(Optional<?> output) throws JsonProcessingException {
        if (writing == null) {
            return Optional.empty();
        }
        return Optional.of(
                writing.write(
                        output.orElseThrow(() ->
                                new IllegalStateException(
                                        "the route " + this + " answered null"))));
    }

    List<String> segments() {
        return segments;
    }

    Route<I, O> declared() {
        return route;
    }

    @Override
    public String toString() {
        return route.method() + " " + route.path();
    }
}
