/// What surrounds one call into a plugin: the session handed to it, its time limit, its failures.
@NullMarked
package io.trunkline.pluginhost.internal.call;

import org.jspecify.annotations.NullMarked;
