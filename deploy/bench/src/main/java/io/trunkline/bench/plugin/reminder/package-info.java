/// A plugin that benchmarks hold against the platform.
@NullMarked
package io.trunkline.bench.plugin.reminder;

import org.jspecify.annotations.NullMarked;
