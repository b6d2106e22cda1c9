/// What the caller is told, and how she wants to be told.
@NullMarked
package io.trunkline.rest.notification;

import org.jspecify.annotations.NullMarked;
