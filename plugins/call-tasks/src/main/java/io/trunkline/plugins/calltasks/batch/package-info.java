/// Batches: which customers are to be called, why and until when.
@NullMarked
package io.trunkline.plugins.calltasks.batch;

import org.jspecify.annotations.NullMarked;
