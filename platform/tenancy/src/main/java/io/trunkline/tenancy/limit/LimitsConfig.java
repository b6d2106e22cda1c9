package io.trunkline.tenancy.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.trunkline.spi.Resource;

/// What a tenant may use where nothing else was agreed with it.
@ConfigMapping(prefix = "trunkline.limits")
public interface LimitsConfig {

    /// API requests a second, on each node.
    @WithDefault("200")
    long requests();

    /// Exports an hour.
    @WithDefault("60")
    long exports();

    /// Jobs at one time.
    @WithDefault("4")
    long jobs();

    /// Megabytes of kept files.
    @WithDefault("10240")
    long storage();

    /// Active members.
    @WithDefault("5000")
    long seats();

    /// Phone lines.
    @WithDefault("1000")
    long lines();

    /// Text messages a month.
    @WithDefault("100000")
    long sms();

    /// Requests and screen events of one tenant that a node handles at one time; further ones wait
    /// their turn. Below the size of the database pool, so that a tenant never holds all of it.
    @WithDefault("10")
    int atOnce();

    default long usual(Resource resource) {
        return switch (resource) {
            case REQUESTS -> requests();
            case EXPORTS -> exports();
            case JOBS -> jobs();
            case STORAGE -> storage();
            case SEATS -> seats();
            case LINES -> lines();
            case SMS -> sms();
        };
    }
}
