/// Who is signed in, and ending that from afar.
@NullMarked
package io.trunkline.ui.signin;

import org.jspecify.annotations.NullMarked;
