package io.trunkline.core.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.importing.ImportJob.State;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class RefusedFilesTest {

    @Inject Imports imports;
    @Inject People people;

    @Test
    void aFileThatCannotBeImportedIsRefusedAndLeavesNothing() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("empty", new byte[0]);
        files.put("spreadsheet", new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0});
        files.put("binary", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});
        byte[] broken = "客户编号,姓名\nB-1,张三丰\n".getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 4] = (byte) 0xFF;
        files.put("encoding", broken);
        files.put("no-name-column", "客户编号,手机号\nB-1,13800003331\n".getBytes(StandardCharsets.UTF_8));
        files.put("no-number-column", "姓名,手机号\n张三,13800003331\n".getBytes(StandardCharsets.UTF_8));
        files.put("no-rows", "客户编号,姓名\n\n".getBytes(StandardCharsets.UTF_8));
        String wide =
                IntStream.range(0, 201).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        files.put("too-many-columns", ("客户编号,姓名," + wide + "\n").getBytes(StandardCharsets.UTF_8));
        files.forEach((problem, bytes) -> {
            ImportJob job = upload("acme", new ByteArrayInputStream(bytes));
            assertEquals(State.REFUSED, job.state(), problem);
            assertEquals(problem, job.problem());
            assertEquals(0, rowsOf(job.id()));
        });
    }

    @Test
    void aHugeFileIsCutOffEarly() {
        long[] read = {0};
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        read[0]++;
                        return 'a';
                    }

                    @Override
                    public int read(byte[] buffer, int from, int length) {
                        Arrays.fill(buffer, from, from + length, (byte) 'a');
                        read[0] += length;
                        return length;
                    }
                };
        ImportJob job = upload("acme", endless);
        assertEquals("too-large", job.problem());
        assertEquals(List.of("100"), job.problemArguments());
        assertTrue(read[0] < 101L * 1024 * 1024);
    }

    private ImportJob upload(String tenant, InputStream content) {
        return people.as("supervisor", tenant, () -> imports.upload("file.csv", content));
    }

    private static long rowsOf(long id) {
        return Database.number("SELECT count(*) FROM trunkline.import_row WHERE import_id = " + id);
    }
}
