/// How far a caller reaches: permissions and org units.
@NullMarked
package io.trunkline.plugins.calltasks.reach;

import org.jspecify.annotations.NullMarked;
