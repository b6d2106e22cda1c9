/// The plugin's screens: workbench, batches, assignment, board, and the panel on a customer's page.
@NullMarked
package io.trunkline.plugins.calltasks.ui;

import org.jspecify.annotations.NullMarked;
