/// A release takes another one's place tenant by tenant: whom it serves, how it does, and what
/// follows from that.
@NullMarked
package io.trunkline.pluginhost.internal.rollout;

import org.jspecify.annotations.NullMarked;
