/// Approvals: steps that a tenant sets, shared by whatever asks for one.
@NullMarked
package io.trunkline.core.approval;

import org.jspecify.annotations.NullMarked;
