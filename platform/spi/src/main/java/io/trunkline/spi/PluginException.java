package io.trunkline.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one exception of the SPI, thrown by plugins and by the services they call. The platform
/// turns it into an answer in the caller's language.
public class PluginException extends RuntimeException {

    private final transient ErrorCode code;
    private final transient List<Object> arguments;

    /// @param arguments what the error's text names, in its order; numbers, text and dates only
    public PluginException(ErrorCode code, Object... arguments) {
        this(null, code, arguments);
    }

    public PluginException(@Nullable Throwable cause, ErrorCode code, Object... arguments) {
        super(code.name() + (arguments.length == 0 ? "" : " " + List.of(arguments)), cause);
        this.code = code;
        this.arguments = List.of(arguments);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
