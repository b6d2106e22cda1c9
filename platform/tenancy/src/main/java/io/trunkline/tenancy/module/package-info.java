/// Which plugins a tenant uses, and what it set for each.
@NullMarked
package io.trunkline.tenancy.module;

import org.jspecify.annotations.NullMarked;
