/// How events are handed out.
@NullMarked
package io.trunkline.core.event.internal;

import org.jspecify.annotations.NullMarked;
