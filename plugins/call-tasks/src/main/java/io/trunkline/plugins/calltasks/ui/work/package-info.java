/// The agent's workbench: queue, customer, call.
@NullMarked
package io.trunkline.plugins.calltasks.ui.work;

import org.jspecify.annotations.NullMarked;
