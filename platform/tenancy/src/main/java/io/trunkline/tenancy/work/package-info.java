/// What waits for a member or lies in an org unit.
@NullMarked
package io.trunkline.tenancy.work;

import org.jspecify.annotations.NullMarked;
