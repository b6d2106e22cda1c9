/// The audit trail as someone may read it: within her rows, under her field policy.
@NullMarked
package io.trunkline.core.audit;

import org.jspecify.annotations.NullMarked;
