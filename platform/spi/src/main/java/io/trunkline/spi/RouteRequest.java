package io.trunkline.spi;

import java.util.Map;
import java.util.Optional;

/// What a caller sent to a [Route].
///
/// @param body the body, already read into the route's input type; null only for `Void`
/// @param pathValues the values of the `{name}` segments
/// @param query the query parameters; of a repeated one the first
public record RouteRequest<I>(I body, Map<String, String> pathValues, Map<String, String> query) {

    public String path(String name) {
        String value = pathValues.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    /// A `{name}` segment as an id.
    ///
    /// @throws PluginException [StandardErrorCode#NOT_FOUND] when it is no number: there is nothing
    ///   of that name
    public long pathId(String name) {
        try {
            return Long.parseLong(path(name));
        } catch (NumberFormatException e) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /// A query parameter as a whole number.
    ///
    /// @throws PluginException [StandardErrorCode#INVALID] when it is something else
    public Optional<Long> queryNumber(String name) {
        return query(name)
                .map(value -> {
                    try {
                        return Long.parseLong(value);
                    } catch (NumberFormatException e) {
                        throw new PluginException(StandardErrorCode.INVALID, name, value);
                    }
                });
    }
}
