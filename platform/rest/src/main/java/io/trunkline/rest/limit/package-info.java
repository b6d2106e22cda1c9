/// How large a request may be.
@NullMarked
package io.trunkline.rest.limit;

import org.jspecify.annotations.NullMarked;
