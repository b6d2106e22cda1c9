/// How entries are read and put into words for programs.
@NullMarked
package io.trunkline.core.audit.internal;

import org.jspecify.annotations.NullMarked;
