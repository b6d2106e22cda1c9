package io.trunkline.core.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param next cursor of the next page; null at the end
public record CustomerPage(List<Customer> customers, @Nullable String next) {}
