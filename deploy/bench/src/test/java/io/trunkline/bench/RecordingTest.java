package io.trunkline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingTest {

    private static final String LOG =
            """
            2026-11-23 05:49:09.2 UTC 41 app LOG:  execute <unnamed>: SELECT * FROM poll()
            2026-11-23 05:49:09.5 UTC 42 app LOG:  statement: BEGIN
            2026-11-23 05:49:09.5 UTC 42 app LOG:  execute S_2: SELECT set_config('t', $1, true)
            2026-11-23 05:49:09.5 UTC 42 app DETAIL:  Parameters: $1 = '2'
            2026-11-23 05:49:09.5 UTC 43 app LOG:  statement: BEGIN
            2026-11-23 05:49:09.5 UTC 43 app LOG:  execute S_9: SELECT other
            2026-11-23 05:49:09.5 UTC 43 app LOG:  execute S_1: COMMIT
            2026-11-23 05:49:09.6 UTC 42 app LOG:  execute S_3: SELECT c.id
            \t  FROM customer c
            \t WHERE c.phone = $1 AND c.note = $2 AND c.x = $3
            2026-11-23 05:49:09.6 UTC 42 app DETAIL:  Parameters: $1 = '+86138', $2 = 'it''s', $3 = NULL
            2026-11-23 05:49:09.6 UTC 42 app LOG:  execute S_1: COMMIT
            """;

    @TempDir Path folder;

    @Test
    void readsTheTransactionThatNamesTheMarker() throws IOException {
        Recording recording = Recording.read(log(), 0, "app", "+86138");
        assertEquals(2, recording.statements().size());
        assertEquals(
                "SELECT c.id\n  FROM customer c\n WHERE c.phone = ? AND c.note = ? AND c.x = ?",
                recording.statements().get(1).sql());
        assertEquals(List.of("2"), recording.statements().get(0).parameters());
        assertEquals(
                Arrays.asList("+86138", "it's", null), recording.statements().get(1).parameters());
    }

    @Test
    void failsWhenNothingWasRecorded() throws IOException {
        Path log = log();
        assertThrows(IllegalStateException.class, () -> Recording.read(log, 0, "app", "+86139"));
        assertThrows(IllegalStateException.class, () -> Recording.read(log, 0, "other", "+86138"));
    }

    private Path log() throws IOException {
        return Files.writeString(folder.resolve("postgres.log"), LOG);
    }
}
