/// What every module's tests stand on: a real PostgreSQL, two tenants and checks that hold for
/// every table.
@NullMarked
package io.trunkline.testing;

import org.jspecify.annotations.NullMarked;
