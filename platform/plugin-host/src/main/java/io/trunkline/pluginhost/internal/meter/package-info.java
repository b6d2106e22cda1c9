/// What operators measure plugins by.
@NullMarked
package io.trunkline.pluginhost.internal.meter;

import org.jspecify.annotations.NullMarked;
