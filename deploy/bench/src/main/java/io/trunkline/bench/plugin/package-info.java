/// Plugins that benchmarks install: compiled with them and made into signed releases while they run
/// ([io.trunkline.bench.Releases]). Nothing else here may use them, because the class path of the
/// benchmarks has no SPI.
@NullMarked
package io.trunkline.bench.plugin;

import org.jspecify.annotations.NullMarked;
