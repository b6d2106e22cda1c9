/// The people who work in a tenant, their roles and rights.
@NullMarked
package io.trunkline.tenancy.member;

import org.jspecify.annotations.NullMarked;
