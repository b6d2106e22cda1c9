/// Work on the platform itself: who does it, the way to the database for it, and its own audit.
/// Nothing here shows a tenant's customers.
@NullMarked
package io.trunkline.tenancy.operator;

import org.jspecify.annotations.NullMarked;
