/// `/api/v1/exports`.
@NullMarked
package io.trunkline.rest.export;

import org.jspecify.annotations.NullMarked;
