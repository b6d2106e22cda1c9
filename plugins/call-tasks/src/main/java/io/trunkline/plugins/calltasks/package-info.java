/// Call tasks: batches of customers to call, handed down to agents and worked by them.
@NullMarked
package io.trunkline.plugins.calltasks;

import org.jspecify.annotations.NullMarked;
