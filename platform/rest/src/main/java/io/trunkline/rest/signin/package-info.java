/// `/api/v1/sign-ins`.
@NullMarked
package io.trunkline.rest.signin;

import org.jspecify.annotations.NullMarked;
