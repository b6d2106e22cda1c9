/// `/api/v1/imports`.
@NullMarked
package io.trunkline.rest.importing;

import org.jspecify.annotations.NullMarked;
