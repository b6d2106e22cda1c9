/// `/api/v1/plugins`: the one gateway to the routes of plugins.
@NullMarked
package io.trunkline.rest.plugin;

import org.jspecify.annotations.NullMarked;
