/// Tenants as data: the files of `tenants-config`, checked and applied at start.
@NullMarked
package io.trunkline.tenancy.config;

import org.jspecify.annotations.NullMarked;
