/// `/api/v1/operator`: the platform itself, for the realm role `operator`.
@NullMarked
package io.trunkline.rest.operator;

import org.jspecify.annotations.NullMarked;
