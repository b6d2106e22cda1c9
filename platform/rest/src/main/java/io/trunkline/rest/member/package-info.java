/// `/api/v1/members`.
@NullMarked
package io.trunkline.rest.member;

import org.jspecify.annotations.NullMarked;
