/// How customers are read, checked and written.
@NullMarked
package io.trunkline.core.customer.internal;

import org.jspecify.annotations.NullMarked;
