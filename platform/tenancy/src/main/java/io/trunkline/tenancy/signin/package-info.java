/// Who is signed in at the screens, from where, and how to end that from afar.
@NullMarked
package io.trunkline.tenancy.signin;

import org.jspecify.annotations.NullMarked;
