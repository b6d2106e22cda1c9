package io.trunkline.spi;

/// A customer was created or its record changed, by a person or an import.
///
/// @param customerId whom
/// @param created true when the record is new
public record CustomerChanged(long customerId, boolean created) implements Event {}
