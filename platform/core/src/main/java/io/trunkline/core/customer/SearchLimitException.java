package io.trunkline.core.customer;

import io.trunkline.spi.PluginException;
import java.time.Duration;

/// Too many searches by values the member sees masked: see [CustomerError#SEARCH_LIMIT].
public class SearchLimitException extends PluginException {

    private final transient Duration wait;

    public SearchLimitException(Duration wait) {
        super(CustomerError.SEARCH_LIMIT, Math.max(1, wait.plusSeconds(59).toMinutes()));
        this.wait = wait;
    }

    /// After which the next one is allowed.
    public Duration retryAfter() {
        return wait;
    }
}
