/// The wizard that gives someone's work to others.
@NullMarked
package io.trunkline.ui.handover;

import org.jspecify.annotations.NullMarked;
