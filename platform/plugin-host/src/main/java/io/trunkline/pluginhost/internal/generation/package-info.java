/// Running plugins: loader, entry object, routes, texts, and the pointer that says which one
/// serves.
@NullMarked
package io.trunkline.pluginhost.internal.generation;

import org.jspecify.annotations.NullMarked;
