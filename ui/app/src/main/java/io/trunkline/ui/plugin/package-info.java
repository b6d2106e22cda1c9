/// Pages and panels of plugins, drawn inside the platform's frame.
@NullMarked
package io.trunkline.ui.plugin;

import org.jspecify.annotations.NullMarked;
