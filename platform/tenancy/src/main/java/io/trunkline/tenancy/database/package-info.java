/// The database as such: roles, migrations, row policies and the rules a schema must keep. Nothing
/// here knows CDI, so the launcher and plain tests use it as it is.
@NullMarked
package io.trunkline.tenancy.database;

import org.jspecify.annotations.NullMarked;
