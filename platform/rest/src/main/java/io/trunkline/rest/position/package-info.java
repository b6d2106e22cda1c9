/// `/api/v1/positions`.
@NullMarked
package io.trunkline.rest.position;

import org.jspecify.annotations.NullMarked;
