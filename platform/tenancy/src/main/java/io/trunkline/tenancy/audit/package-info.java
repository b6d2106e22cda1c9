/// The audit trail: every change and every sensitive read, in the transaction of what it tells of.
@NullMarked
package io.trunkline.tenancy.audit;

import org.jspecify.annotations.NullMarked;
