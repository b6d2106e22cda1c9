/// The audit trail and its verification.
@NullMarked
package io.trunkline.rest.audit;

import org.jspecify.annotations.NullMarked;
