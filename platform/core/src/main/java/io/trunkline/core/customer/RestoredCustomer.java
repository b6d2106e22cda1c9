package io.trunkline.core.customer;

/// A customer that was brought back.
///
/// @param ownerGone whether its owner is no active member any more, so that it has none now
/// @param unitGone whether its unit does not exist any more or is out of the caller's reach: a
///   customer from the bin is at the root unit now, one with an earlier state stayed where it was
public record RestoredCustomer(Customer customer, boolean ownerGone, boolean unitGone) {}
