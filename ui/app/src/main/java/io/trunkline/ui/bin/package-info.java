/// Deleted customers, until they are restored or their time is over.
@NullMarked
package io.trunkline.ui.bin;

import org.jspecify.annotations.NullMarked;
