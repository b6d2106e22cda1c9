/// Hands the platform's events to plugins.
@NullMarked
package io.trunkline.pluginhost.internal.event;

import org.jspecify.annotations.NullMarked;
