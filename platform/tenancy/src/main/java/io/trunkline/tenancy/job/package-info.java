/// Recurring work of the platform: once per interval in the whole cluster, tenant by tenant.
@NullMarked
package io.trunkline.tenancy.job;

import org.jspecify.annotations.NullMarked;
