package io.trunkline.tenancy.draft;

import java.time.Instant;
import java.util.Map;

/// @param fields what was typed, by the names the form gave its fields
public record Draft(Map<String, String> fields, Instant savedAt) {}
