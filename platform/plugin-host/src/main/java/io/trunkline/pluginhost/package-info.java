/// Loads plugins as immutable generations and is the only way to call one.
@NullMarked
package io.trunkline.pluginhost;

import org.jspecify.annotations.NullMarked;
