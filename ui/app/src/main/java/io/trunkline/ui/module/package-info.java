/// The tenant's plugins: enabling, settings, what each asks for and what it changed.
@NullMarked
package io.trunkline.ui.module;

import org.jspecify.annotations.NullMarked;
