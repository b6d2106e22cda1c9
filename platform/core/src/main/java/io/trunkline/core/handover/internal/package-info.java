/// How a handover is carried out.
@NullMarked
package io.trunkline.core.handover.internal;

import org.jspecify.annotations.NullMarked;
