/// A lead hands tasks to teams and agents.
@NullMarked
package io.trunkline.plugins.calltasks.ui.assign;

import org.jspecify.annotations.NullMarked;
