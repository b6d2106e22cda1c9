/// How a file is read, checked and applied.
@NullMarked
package io.trunkline.core.importing.internal;

import org.jspecify.annotations.NullMarked;
