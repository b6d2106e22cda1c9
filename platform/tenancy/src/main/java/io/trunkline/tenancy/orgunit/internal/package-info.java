/// How the tree is kept.
@NullMarked
package io.trunkline.tenancy.orgunit.internal;

import org.jspecify.annotations.NullMarked;
