/// The plugin's tables, reached through Jdbi.
@NullMarked
package io.trunkline.plugins.calltasks.database;

import org.jspecify.annotations.NullMarked;
