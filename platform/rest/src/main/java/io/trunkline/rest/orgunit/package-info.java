/// `/api/v1/org-units`.
@NullMarked
package io.trunkline.rest.orgunit;

import org.jspecify.annotations.NullMarked;
