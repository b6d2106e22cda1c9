/// How requests go through their steps.
@NullMarked
package io.trunkline.core.approval.internal;

import org.jspecify.annotations.NullMarked;
