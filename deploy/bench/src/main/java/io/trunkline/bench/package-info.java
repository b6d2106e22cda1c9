/// Benchmarks. Each measures the product's path beside its floor, the same transaction by bare
/// JDBC, in one run on one machine: the ratio means something where the rates do not.
@NullMarked
package io.trunkline.bench;

import org.jspecify.annotations.NullMarked;
