/// A plugin that benchmarks install, upgrade and remove. Compiled with them and made into signed
/// releases while they run ([io.trunkline.bench.Releases]); nothing else here may use it, because
/// the class path of the benchmarks has no SPI.
@NullMarked
package io.trunkline.bench.plugin.entry;

import org.jspecify.annotations.NullMarked;
