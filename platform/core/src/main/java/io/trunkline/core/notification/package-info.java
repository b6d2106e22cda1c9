/// What members are told: the bell, and how each wants to be told.
@NullMarked
package io.trunkline.core.notification;

import org.jspecify.annotations.NullMarked;
