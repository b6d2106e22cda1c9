/// Pages and parameters, the same for every list.
@NullMarked
package io.trunkline.rest.paging;

import org.jspecify.annotations.NullMarked;
