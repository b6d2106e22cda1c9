package io.trunkline.spi;

/// A customer came back from the bin: what rested since [CustomerDeleted] goes on.
///
/// @param customerId whom
public record CustomerRestored(long customerId) implements Event {}
