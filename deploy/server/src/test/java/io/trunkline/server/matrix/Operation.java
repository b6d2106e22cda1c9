package io.trunkline.server.matrix;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One operation of the API and how the matrix calls it.
///
/// @param name method and path as the API describes them
/// @param permission what a caller needs; null for membership alone
/// @param calls the requests for one person
record Operation(
        String name, @Nullable String permission, BiFunction<World, Person, List<Call>> calls) {

    @Override
    public String toString() {
        return name;
    }
}
