/// Positions and the roles that go with them.
@NullMarked
package io.trunkline.ui.position;

import org.jspecify.annotations.NullMarked;
