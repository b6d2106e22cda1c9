/// Progress for those who watch.
@NullMarked
package io.trunkline.plugins.calltasks.ui.board;

import org.jspecify.annotations.NullMarked;
