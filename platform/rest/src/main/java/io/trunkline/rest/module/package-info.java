/// The tenant's plugins over HTTP: enabling and settings.
@NullMarked
package io.trunkline.rest.module;

import org.jspecify.annotations.NullMarked;
