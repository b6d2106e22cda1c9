/// What waits for a decision, what was asked for, and the steps a tenant sets.
@NullMarked
package io.trunkline.ui.approval;

import org.jspecify.annotations.NullMarked;
