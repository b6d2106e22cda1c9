/// What became of the tasks: progress and lists for supervisors and leads.
@NullMarked
package io.trunkline.plugins.calltasks.board;

import org.jspecify.annotations.NullMarked;
