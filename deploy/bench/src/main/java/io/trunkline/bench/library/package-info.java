/// What the bench plugin brings along in a jar of its own, so that its loader holds a jar open as
/// those of other plugins do.
@NullMarked
package io.trunkline.bench.library;

import org.jspecify.annotations.NullMarked;
