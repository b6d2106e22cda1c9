/// How members are kept.
@NullMarked
package io.trunkline.tenancy.member.internal;

import org.jspecify.annotations.NullMarked;
