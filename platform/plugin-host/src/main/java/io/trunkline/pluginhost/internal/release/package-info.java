/// Plugin zips and build folders: what they say of themselves, and where they are unpacked.
@NullMarked
package io.trunkline.pluginhost.internal.release;

import org.jspecify.annotations.NullMarked;
