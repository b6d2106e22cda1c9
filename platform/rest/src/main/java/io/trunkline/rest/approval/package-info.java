/// Approvals: what waits for the caller, what she asked for, and the steps.
@NullMarked
package io.trunkline.rest.approval;

import org.jspecify.annotations.NullMarked;
