/// The life of a tenant: created, suspended and resumed, archived, exported, deleted; and what the
/// platform says to its people meanwhile.
@NullMarked
package io.trunkline.tenancy.tenant;

import org.jspecify.annotations.NullMarked;
