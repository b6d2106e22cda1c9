package io.trunkline.standalone;

import java.nio.file.Files;
import java.nio.file.Path;

/// Files that someone names at the command line, refused in words before anything is done.
final class GivenFile {
    private GivenFile() {}

    /// @throws StandaloneException when it is no file that can be read
    static Path toRead(String named) {
        var file = Path.of(named);
        if (!Files.exists(file)) {
            throw new StandaloneException("There is no file " + named + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw new StandaloneException(named + " is not a file.");
        }
        if (!Files.isReadable(file)) {
            throw new StandaloneException(named + " may not be read by you.");
        }
        return file;
    }

    /// @throws StandaloneException when it cannot be written, or is there already and not to be
    ///   overwritten
    static Path toWrite(String named, boolean overwrite) {
        var file = Path.of(named);
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new StandaloneException(named + " is a folder: name a file in it.");
        }
        if (!Files.isDirectory(folder)) {
            throw new StandaloneException("There is no folder " + folder + ".");
        }
        if (Files.exists(file) && !overwrite) {
            throw new StandaloneException(
                    named + " is there already: name another file, or add --overwrite.");
        }
        if (!Files.isWritable(folder)) {
            throw new StandaloneException("You may not write to " + folder + ".");
        }
        return file;
    }
}
