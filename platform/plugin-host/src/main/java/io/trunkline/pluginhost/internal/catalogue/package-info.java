/// Signed releases that operators installed, and what of each plugin is wanted.
@NullMarked
package io.trunkline.pluginhost.internal.catalogue;

import org.jspecify.annotations.NullMarked;
