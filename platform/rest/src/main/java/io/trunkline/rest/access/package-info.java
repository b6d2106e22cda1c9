/// Limits of where and when members work.
@NullMarked
package io.trunkline.rest.access;

import org.jspecify.annotations.NullMarked;
