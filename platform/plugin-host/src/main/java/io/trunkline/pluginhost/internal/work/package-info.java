/// Asks plugins what waits for a member or lies in an org unit.
@NullMarked
package io.trunkline.pluginhost.internal.work;

import org.jspecify.annotations.NullMarked;
