@NullMarked
package io.trunkline.tenancy.role.internal;

import org.jspecify.annotations.NullMarked;
