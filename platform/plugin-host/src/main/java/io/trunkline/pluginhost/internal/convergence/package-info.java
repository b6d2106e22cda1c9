/// Brings this node to what is wanted of each plugin.
@NullMarked
package io.trunkline.pluginhost.internal.convergence;

import org.jspecify.annotations.NullMarked;
