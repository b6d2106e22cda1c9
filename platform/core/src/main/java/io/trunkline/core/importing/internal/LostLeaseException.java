package io.trunkline.core.importing.internal;

/// The import was cancelled or taken over by another node: what this transaction did must not stay.
class LostLeaseException extends RuntimeException {}
