/// Roles and permissions of a tenant.
@NullMarked
package io.trunkline.rest.role;

import org.jspecify.annotations.NullMarked;
