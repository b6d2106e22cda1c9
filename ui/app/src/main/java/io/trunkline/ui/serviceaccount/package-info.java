/// Machine clients: made, given a new secret, revoked.
@NullMarked
package io.trunkline.ui.serviceaccount;

import org.jspecify.annotations.NullMarked;
