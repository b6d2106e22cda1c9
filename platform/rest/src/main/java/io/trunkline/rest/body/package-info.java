/// How bodies are read, the same for every operation.
@NullMarked
package io.trunkline.rest.body;

import org.jspecify.annotations.NullMarked;
