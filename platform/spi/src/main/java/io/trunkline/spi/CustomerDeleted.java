package io.trunkline.spi;

/// A customer was put into the bin, or removed from it for good. A customer in the bin is found by
/// nobody; work about it should rest. After [CustomerRestored] it goes on.
///
/// @param customerId whom
/// @param forGood true when the record is gone and never comes back: what a plugin keeps of it
///   should go too. Comes after one that was false
public record CustomerDeleted(long customerId, boolean forGood) implements Event {}
