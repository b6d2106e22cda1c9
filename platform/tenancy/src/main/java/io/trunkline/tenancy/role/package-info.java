/// Roles: which permissions there are, what each role grants, and who must keep administering.
@NullMarked
package io.trunkline.tenancy.role;

import org.jspecify.annotations.NullMarked;
