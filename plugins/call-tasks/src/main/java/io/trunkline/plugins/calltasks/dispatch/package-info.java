/// Handing tasks down: company, district, team, agent; and taking them back.
@NullMarked
package io.trunkline.plugins.calltasks.dispatch;

import org.jspecify.annotations.NullMarked;
