package io.trunkline.rest.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next what to send as `after` for the page that follows; null at the end
public record Page<T>(List<T> items, @Nullable String next) {}
