package io.trunkline.identity;

import java.time.Duration;
import java.util.Optional;

/// Waits for nothing long.
record QuickConfig() implements AdminConfig {

    @Override
    public String clientId() {
        return "trunkline-server";
    }

    @Override
    public Optional<String> secret() {
        return Optional.of("a-secret");
    }

    @Override
    public Duration timeout() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration mailTimeout() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration linkLifespan() {
        return Duration.ofDays(1);
    }
}
