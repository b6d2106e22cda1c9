package io.trunkline.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.trunkline.plugincheck.SpiHistory;
import io.trunkline.plugincheck.SpiList;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// What plugins can reach is what stands in `api/`, and keeps what its version promises.
class SpiListTest {

    private static final String HOW =
            """
            If it is meant: write the list anew, look at what changed in it, and say it in platform/spi/CHANGELOG.md.
            ./mvnw -Dquick -DskipTests=false -Dtrunkline.spi.write -pl platform/spi,ui/spi -am test -Dtest=SpiListTest -Dsurefire.failIfNoSpecifiedTests=false
            """;

    @Test
    void isWrittenDownAndKeepsItsPromise() throws Exception {
        List<String> now = SpiList.of(Path.of("target/classes"), getClass().getClassLoader());
        assertFalse(now.isEmpty());
        SpiHistory history = new SpiHistory(Path.of("api"));
        if (System.getProperty("trunkline.spi.write") != null) {
            history.write(version(), now);
        }
        assertEquals("", String.join("\n", history.problems(version(), now)), HOW);
    }

    private static String version() throws Exception {
        Properties properties = new Properties();
        try (InputStream file = TrunklinePlugin.class.getResourceAsStream("spi.properties")) {
            properties.load(file);
        }
        return properties.getProperty("version");
    }
}
