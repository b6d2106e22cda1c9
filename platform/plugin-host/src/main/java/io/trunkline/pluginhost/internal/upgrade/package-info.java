/// Looks at what a release would do to tables that the release before still uses, before it does.
@NullMarked
package io.trunkline.pluginhost.internal.upgrade;

import org.jspecify.annotations.NullMarked;
