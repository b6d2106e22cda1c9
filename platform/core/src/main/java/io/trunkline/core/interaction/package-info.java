/// Contacts with a customer in any channel: the timeline.
@NullMarked
package io.trunkline.core.interaction;

import org.jspecify.annotations.NullMarked;
