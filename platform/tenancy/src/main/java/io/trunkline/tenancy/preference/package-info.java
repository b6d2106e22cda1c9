/// What a member has set for herself: theme, language, keys. Hers alone, the same on every machine.
@NullMarked
package io.trunkline.tenancy.preference;

import org.jspecify.annotations.NullMarked;
