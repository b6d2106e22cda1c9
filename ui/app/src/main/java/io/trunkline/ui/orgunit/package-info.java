/// The organization page: the tree and its people.
@NullMarked
package io.trunkline.ui.orgunit;

import org.jspecify.annotations.NullMarked;
