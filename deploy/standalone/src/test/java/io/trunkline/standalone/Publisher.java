package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Someone who signs releases, with the JDK's tools and as docs/plugin-guide.md says.
///
/// @param folder holds the key and the certificate
/// @param name as in the certificate
record Publisher(Path folder, String name) {
    private static final String PASSWORD = "changeit";

    /// With a key of her own.
    static Publisher fresh(Path folder, String name) throws Exception {
        var publisher = new Publisher(folder, name);
        publisher.makeKey();
        return publisher;
    }

    private void makeKey() throws Exception {
        tool(
                "keytool",
                "-genkeypair",
                "-alias",
                "release",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                keys(),
                "-storepass",
                PASSWORD);
        tool(
                "keytool",
                "-exportcert",
                "-rfc",
                "-alias",
                "release",
                "-keystore",
                keys(),
                "-storepass",
                PASSWORD,
                "-file",
                certificate().toString());
    }

    Path certificate() {
        return folder.resolve(name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".pem");
    }

    /// @param nodes certificates that some nodes trust
    void trust(Path nodes) throws IOException {
        Files.createDirectories(nodes);
        Files.copy(
                certificate(),
                nodes.resolve(certificate().getFileName()),
                StandardCopyOption.REPLACE_EXISTING);
    }

    void distrust(Path nodes) throws IOException {
        Files.deleteIfExists(nodes.resolve(certificate().getFileName()));
    }

    void sign(Path zip) throws Exception {
        tool("jarsigner", "-keystore", keys(), "-storepass", PASSWORD, zip.toString(), "release");
    }

    private String keys() {
        return folder.resolve("release.p12").toString();
    }

    private static void tool(String name, String... arguments) throws Exception {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
