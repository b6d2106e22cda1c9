/// Everything a plugin may see of Trunkline.
///
/// A plugin is plain Java: one class that implements [TrunklinePlugin], with one public constructor
/// that takes a [PluginContext]. The platform calls it; each call carries a [TenantSession] that
/// says who asks, for which tenant, with which rights.
@NullMarked
package io.trunkline.spi;

import org.jspecify.annotations.NullMarked;
