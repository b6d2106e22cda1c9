/// Roles and rights: what each role grants, and why someone may see something or not.
@NullMarked
package io.trunkline.ui.role;

import org.jspecify.annotations.NullMarked;
