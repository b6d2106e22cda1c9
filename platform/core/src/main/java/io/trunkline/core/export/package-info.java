/// Lists of customers as files, made in the background within the rights of who asked.
@NullMarked
package io.trunkline.core.export;

import org.jspecify.annotations.NullMarked;
