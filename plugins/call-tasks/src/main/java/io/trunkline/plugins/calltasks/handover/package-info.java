/// Tasks follow when people and teams change: someone leaves, a team gets into another district.
@NullMarked
package io.trunkline.plugins.calltasks.handover;

import org.jspecify.annotations.NullMarked;
