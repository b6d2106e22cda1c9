/// For the tests of plugins: run one in the real platform, and hold it to the contract of the SPI.
@NullMarked
package io.trunkline.testing.plugin;

import org.jspecify.annotations.NullMarked;
