/// Whether a plugin fits an SPI, as far as its byte code and its manifest tell: nothing of it is
/// run, and nothing of the platform is needed.
@NullMarked
package io.trunkline.plugincheck;

import org.jspecify.annotations.NullMarked;
