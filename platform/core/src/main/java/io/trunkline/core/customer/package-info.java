/// Customer records: who they are, how to reach them, which unit and member is responsible.
@NullMarked
package io.trunkline.core.customer;

import org.jspecify.annotations.NullMarked;
