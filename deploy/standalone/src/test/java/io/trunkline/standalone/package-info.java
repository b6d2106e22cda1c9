/// The launcher by itself, and the whole product through a browser.
@NullMarked
package io.trunkline.standalone;

import org.jspecify.annotations.NullMarked;
