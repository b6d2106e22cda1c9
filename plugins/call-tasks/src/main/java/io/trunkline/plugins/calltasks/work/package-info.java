/// An agent at work: the next task, its outcome.
@NullMarked
package io.trunkline.plugins.calltasks.work;

import org.jspecify.annotations.NullMarked;
