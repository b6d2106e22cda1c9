package io.trunkline.tenancy.limit;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.Resource;
import java.time.Duration;

/// A tenant uses as much as it may.
public final class LimitReachedException extends PluginException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /// @param retryAfter when it may work; zero where no time is known, because something has to be
    ///   given up first
    public LimitReachedException(Resource resource, long limit, Duration retryAfter) {
        super(LimitError.LIMIT_REACHED, resource.name(), limit);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
