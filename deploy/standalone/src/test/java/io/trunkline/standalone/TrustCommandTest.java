package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustCommandTest {
    @TempDir Path folder;

    /// The guide lets every partner call her file your-company.pem.
    @Test
    void filesOfOneNameStandBesideEachOther() throws Exception {
        var first = certificate("one", "First Partner");
        var second = certificate("two", "Second Partner");
        assertTrue(said("trust", first).startsWith("Trusted on this machine from now on:"));
        var answer = said("trust", second);
        assertTrue(answer.contains("releases signed by Second Partner."), answer);
        assertTrue(answer.contains(fingerprint(second)), answer);
        var listed = said("trusted");
        assertTrue(listed.contains("First Partner\n    SHA-256  " + fingerprint(first)), listed);
        assertTrue(listed.contains("Second Partner\n    SHA-256  " + fingerprint(second)), listed);
        assertEquals(2, trusted().entries().size());
        // Whole, and as it came.
        var kept =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        Files.readAllBytes(trusted().entries().getFirst().file())));
        assertEquals(PublisherCertificate.read(Path.of(first)).certificate(), kept);
    }

    @Test
    void theSameOneIsTrustedOnce() throws Exception {
        var file = certificate("one", "A Partner");
        said("trust", file);
        var again = said("trust", der(file));
        assertTrue(again.startsWith("Trusted on this machine already:"), again);
        assertEquals(1, trusted().entries().size());
    }

    @Test
    void whatIsNoCertificateIsRefused() throws Exception {
        var pem = certificate("one", "A Partner");
        refused("holds no certificate", "trust", file("some.pem", "nothing"));
        refused(
                "holds no certificate",
                "trust",
                file("pom.xml", "<project><!-- ----- --></project>"));
        refused("holds no certificate", "trust", file("empty.pem", ""));
        refused(
                "holds no certificate",
                "trust",
                file("cut.pem", Files.readString(Path.of(pem)).substring(0, 200)));
        refused("holds keys", "trust", folder.resolve("one/release.p12").toString());
        refused(
                "holds keys",
                "trust",
                file(
                        "both.pem",
                        Files.readString(Path.of(pem))
                                + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
        refused(
                "holds 2 certificates",
                "trust",
                file("two.pem", twice(pem, certificate("two", "B"))));
        refused("There is no file nofile.", "trust", "nofile");
        refused(folder + " is not a file.", "trust", folder.toString());
        refused("Say what:", "trust");
        assertTrue(trusted().entries().isEmpty());
        assertTrue(said("trusted").startsWith("No publisher is trusted on this machine"));
    }

    @Test
    void trustIsTakenBackByNameOrFingerprint() throws Exception {
        var first = certificate("one", "A Partner");
        var second = certificate("two", "A Partner");
        said("trust", first);
        said("trust", second);
        refused("2 publishers are meant by \"A Partner\"", "distrust", "A Partner");
        var answer = said("distrust", fingerprint(first));
        assertTrue(answer.contains("not started anew"), answer);
        assertEquals(
                List.of(PublisherCertificate.read(Path.of(second))),
                trusted().entries().stream().map(TrustedPublishers.Entry::publisher).toList());
        refused("No publisher \"A\" is trusted", "distrust", "A");
        said("distrust", "A Partner");
        assertTrue(trusted().entries().isEmpty());
        refused("No publisher \"A Partner\" is trusted", "distrust", "A Partner");
    }

    @Test
    void whatStandsBesideItInAFileStaysTrusted() throws Exception {
        var first = certificate("one", "First Partner");
        var second = certificate("two", "Second Partner");
        Files.createDirectories(trusted().folder());
        Files.writeString(trusted().folder().resolve("both.crt"), twice(first, second));
        said("trust", first);
        said("distrust", "First Partner");
        assertEquals(
                List.of("Second Partner"),
                trusted().entries().stream().map(one -> one.publisher().name()).toList());
        assertFalse(Files.exists(trusted().folder().resolve("both.crt")));
    }

    @Test
    void namesOfFilesAreHarmless() throws Exception {
        var signs = PublisherCertificate.read(Path.of(certificate("one", "!!!")));
        assertEquals("!!!", signs.name());
        assertTrue(signs.fileName().matches("publisher-[0-9a-f]{16}\\.pem"), signs.fileName());
        var path = PublisherCertificate.read(Path.of(certificate("two", "../Up & Away")));
        assertTrue(path.fileName().matches("up-away-[0-9a-f]{16}\\.pem"), path.fileName());
    }

    private String certificate(String home, String name) throws Exception {
        var made = Publisher.fresh(Files.createDirectory(folder.resolve(home)), name);
        var called = folder.resolve(home).resolve("your-company.pem");
        Files.move(made.certificate(), called);
        return called.toString();
    }

    private String der(String pem) throws Exception {
        var file = folder.resolve("certificate.der");
        Files.write(file, PublisherCertificate.read(Path.of(pem)).certificate().getEncoded());
        return file.toString();
    }

    private static String twice(String first, String second) throws IOException {
        return Files.readString(Path.of(first)) + Files.readString(Path.of(second));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String fingerprint(String file) {
        return PublisherCertificate.read(Path.of(file)).printedFingerprint();
    }

    private TrustedPublishers trusted() {
        return new TrustedPublishers(folder.resolve("trusted"));
    }

    private void refused(String words, String... command) {
        var refused = assertThrows(StandaloneException.class, () -> said(command));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    private String said(String... words) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var all = List.of(words);
        assertEquals(
                0,
                new TrustCommand(trusted(), out).run(all.getFirst(), all.subList(1, all.size())));
        return said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
