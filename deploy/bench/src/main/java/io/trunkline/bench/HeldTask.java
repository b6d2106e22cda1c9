package io.trunkline.bench;

/// The task someone has in hand.
record HeldTask(String id, String customer) {}
