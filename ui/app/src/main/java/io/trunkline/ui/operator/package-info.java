/// Pages of the operator of the platform: tenants and their life, and what operators did.
@NullMarked
package io.trunkline.ui.operator;

import org.jspecify.annotations.NullMarked;
