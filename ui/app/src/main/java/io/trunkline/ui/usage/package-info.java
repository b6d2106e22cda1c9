/// What the tenant uses of what all share.
@NullMarked
package io.trunkline.ui.usage;

import org.jspecify.annotations.NullMarked;
