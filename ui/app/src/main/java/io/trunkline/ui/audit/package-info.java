/// Who did what, in words; verification, retention and restoring.
@NullMarked
package io.trunkline.ui.audit;

import org.jspecify.annotations.NullMarked;
