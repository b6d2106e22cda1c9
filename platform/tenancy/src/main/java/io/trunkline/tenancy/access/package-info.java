/// From where and when members may work: limits of the tenant and of its roles.
@NullMarked
package io.trunkline.tenancy.access;

import org.jspecify.annotations.NullMarked;
