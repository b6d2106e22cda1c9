/// Keeps what is typed until it is saved.
@NullMarked
package io.trunkline.ui.draft;

import org.jspecify.annotations.NullMarked;
