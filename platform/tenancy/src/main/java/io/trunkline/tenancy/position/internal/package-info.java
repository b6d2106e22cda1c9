/// How positions are kept.
@NullMarked
package io.trunkline.tenancy.position.internal;

import org.jspecify.annotations.NullMarked;
