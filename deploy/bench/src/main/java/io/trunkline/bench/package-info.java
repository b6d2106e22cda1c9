/// Benchmarks. Each measures the product's path beside its floor in one run on one machine: the
/// same transaction by bare JDBC, the same question to the platform, or the time when nothing is
/// upgraded. The ratio means something where the rates do not.
@NullMarked
package io.trunkline.bench;

import org.jspecify.annotations.NullMarked;
