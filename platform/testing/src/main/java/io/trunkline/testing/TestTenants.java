package io.trunkline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The two tenants of every test: the same tree and the same members, under other names.
///
/// Each has a city with the districts [#DISTRICT] and [#OTHER_DISTRICT], in each one team
/// (`<district>/1`). Members are `<name>.<tenant>`: `executive`, `supervisor` and `admin` in the
/// city, `lead` in the first district, `agent1`…`agent3` in its team, `lead2` and `agent4`…`agent6`
/// in the other's; `district` administers the first district's people; `auditor` is in both
/// tenants. The plugins `call-tasks` and `example` are enabled.
public final class TestTenants {

    public static final String ACME = "acme";
    public static final String GLOBEX = "globex";
    public static final List<String> BOTH = List.of(ACME, GLOBEX);

    /// Name of the first district, in both tenants; also known as `North`.
    public static final String DISTRICT = "North District";

    /// Name of the second district, in both tenants; also known as `South`.
    public static final String OTHER_DISTRICT = "South District";

    /// The one username that is a member of both.
    public static final String AUDITOR = "auditor";

    private static final String FOLDER = "trunkline.testing.tenants";

    private TestTenants() {}

    /// For example `agent1.acme`.
    public static String username(String name, String tenantKey) {
        return name + "." + tenantKey;
    }

    /// The tenants' files in a folder of the file system, to be used as `trunkline.tenants.folder`.
    public static Path folder() {
        synchronized (FOLDER) {
            String known = System.getProperty(FOLDER);
            if (known != null) {
                return Path.of(known);
            }
            try {
                Path folder = Files.createTempDirectory("trunkline-tenants");
                Files.createDirectory(folder.resolve("tenants"));
                for (String key : BOTH) {
                    copy("tenants/" + key + ".yaml", folder);
                }
                System.setProperty(FOLDER, folder.toString());
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(String file, Path folder) throws IOException {
        try (InputStream stream =
                TestTenants.class.getResourceAsStream("/tenants-config/" + file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is missing in trunkline-testing");
            }
            Files.copy(stream, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
