/// A plugin that benchmarks install, upgrade and remove.
@NullMarked
package io.trunkline.bench.plugin.entry;

import org.jspecify.annotations.NullMarked;
