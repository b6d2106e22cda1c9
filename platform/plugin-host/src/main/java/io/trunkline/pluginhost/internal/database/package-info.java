/// Schema, roles, migrations and connections of a plugin.
@NullMarked
package io.trunkline.pluginhost.internal.database;

import org.jspecify.annotations.NullMarked;
