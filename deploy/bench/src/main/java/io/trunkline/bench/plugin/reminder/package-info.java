/// A plugin that benchmarks hold against the platform. As with [io.trunkline.bench.plugin.entry],
/// nothing else here may use it.
@NullMarked
package io.trunkline.bench.plugin.reminder;

import org.jspecify.annotations.NullMarked;
