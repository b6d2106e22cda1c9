/// `/api/v1/sign-in-provider`.
@NullMarked
package io.trunkline.rest.identity;

import org.jspecify.annotations.NullMarked;
