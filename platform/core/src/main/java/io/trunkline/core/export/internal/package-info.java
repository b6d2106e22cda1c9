/// How the file of an export is written and kept.
@NullMarked
package io.trunkline.core.export.internal;

import org.jspecify.annotations.NullMarked;
