package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {
    @TempDir Path home;

    @Test
    void aStrangerWithTheSameNumberIsNotTakenForOurs() {
        var self = ProcessRecord.of(ProcessHandle.current(), 0);
        var earlier = new ProcessRecord(self.pid(), self.started().minusSeconds(60), 0);

        assertTrue(earlier.running(Path.of("/")).isEmpty());
    }

    @Test
    void aProcessOfAnotherHomeIsNotTakenForOurs() {
        var self = ProcessRecord.of(ProcessHandle.current(), 0);

        assertTrue(self.running(home.resolve("elsewhere")).isEmpty());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var record = ProcessRecord.of(ProcessHandle.current(), 4711);
        var file = home.resolve("record");
        record.write(file);

        assertEquals(4711, ProcessRecord.read(file).orElseThrow().port());
        assertEquals(record.pid(), ProcessRecord.read(file).orElseThrow().pid());
    }

    @Test
    void halfARecordSaysNothing() throws IOException {
        var file = home.resolve("record");
        Files.writeString(file, "pid=12\n");

        assertEquals(Optional.empty(), ProcessRecord.read(file));
    }

    @Test
    void anOrphanIsEndedByTheNextStart() {
        var ours = new Home(home, home);
        ours.createFolders();
        // Stands for a part whose guard was killed too: nothing ends it but the next start.
        var part = Part.start(ours, "server", sleeper());

        Part.endOrphan(ours, "server");

        assertFalse(part.isAlive());
        assertFalse(Files.exists(Part.recordFile(ours, "server")));
    }

    @Test
    void aPartEndsWhenTheLauncherLetsGo() throws Exception {
        var ours = new Home(home, home);
        ours.createFolders();
        var part = Part.start(ours, "server", sleeper());

        part.stop();

        assertFalse(part.isAlive());
        assertTrue(
                ProcessHandle.of(part.pid()).map(ProcessHandle::isAlive).isEmpty(),
                "ends within " + Duration.ofSeconds(20));
    }

    private Part.Command sleeper() {
        return Part.Command.java(
                List.of("tail", "-f", home.resolve("nothing").toString(), "/dev/null"),
                Map.of(),
                0);
    }
}
