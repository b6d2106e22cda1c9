/// What the plugins of a tenant ask approvals for.
@NullMarked
package io.trunkline.pluginhost.internal.approval;

import org.jspecify.annotations.NullMarked;
