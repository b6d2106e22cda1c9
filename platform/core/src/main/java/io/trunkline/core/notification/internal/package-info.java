/// How notifications come in and go out again.
@NullMarked
package io.trunkline.core.notification.internal;

import org.jspecify.annotations.NullMarked;
