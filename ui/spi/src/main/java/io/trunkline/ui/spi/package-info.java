/// Extension points for screens. Only this part of the SPI knows Vaadin.
@NullMarked
package io.trunkline.ui.spi;

import org.jspecify.annotations.NullMarked;
