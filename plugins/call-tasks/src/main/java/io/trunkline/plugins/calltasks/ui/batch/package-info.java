/// Batches: list, new one, dispatch to the districts.
@NullMarked
package io.trunkline.plugins.calltasks.ui.batch;

import org.jspecify.annotations.NullMarked;
