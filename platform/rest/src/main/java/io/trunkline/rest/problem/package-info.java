/// Refusals and faults as `application/problem+json` in the caller's language.
@NullMarked
package io.trunkline.rest.problem;

import org.jspecify.annotations.NullMarked;
