package io.trunkline.core.importing;

import java.util.List;

/// A column of an uploaded file.
///
/// @param index 0-based position
/// @param header as in the file
/// @param field what it is taken for
/// @param guessed false once a person chose the field
/// @param samples the first few values
public record ImportColumn(
        int index, String header, ImportField field, boolean guessed, List<String> samples) {

    ImportColumn withoutSamples() {
        return new ImportColumn(index, header, field, guessed, List.of());
    }
}
