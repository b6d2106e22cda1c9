/// How contacts get on the timeline.
@NullMarked
package io.trunkline.core.interaction.internal;

import org.jspecify.annotations.NullMarked;
