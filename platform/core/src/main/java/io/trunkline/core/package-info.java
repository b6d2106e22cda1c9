/// What the features of core share.
@NullMarked
package io.trunkline.core;

import org.jspecify.annotations.NullMarked;
