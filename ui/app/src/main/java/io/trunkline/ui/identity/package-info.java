/// The tenant's own provider of sign-ins.
@NullMarked
package io.trunkline.ui.identity;

import org.jspecify.annotations.NullMarked;
