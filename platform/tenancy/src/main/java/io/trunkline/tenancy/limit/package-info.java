/// What each tenant may use of what all share, and what it uses.
@NullMarked
package io.trunkline.tenancy.limit;

import org.jspecify.annotations.NullMarked;
