/// Who asks, for which tenant, with which rights, and the one way to the database that holds it.
@NullMarked
package io.trunkline.tenancy;

import org.jspecify.annotations.NullMarked;
