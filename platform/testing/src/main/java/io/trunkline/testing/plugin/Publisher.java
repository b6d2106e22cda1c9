package io.trunkline.testing.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/// Someone with a key of her own who signs releases, as a partner does with the JDK's tools.
public final class Publisher {

    private static final String PASSWORD = "changeit";

    private final KeyStore.PrivateKeyEntry key;

    private Publisher(KeyStore.PrivateKeyEntry key) {
        this.key = key;
    }

    public static Publisher named(String name) {
        try {
            Path store = Files.createTempDirectory("publisher").resolve("keys.p12");
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "release",
                                    "-keyalg",
                                    "EC",
                                    "-groupname",
                                    "secp256r1",
                                    "-validity",
                                    "30",
                                    "-dname",
                                    "CN=" + name,
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    store.toString(),
                                    "-storepass",
                                    PASSWORD)
                            .redirectErrorStream(true)
                            .start();
            String said = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new Publisher(
                    (KeyStore.PrivateKeyEntry)
                            keys.getEntry(
                                    "release",
                                    new KeyStore.PasswordProtection(PASSWORD.toCharArray())));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate certificate() {
        return (X509Certificate) key.getCertificate();
    }

    /// Lets the operator trust her.
    ///
    /// @param folder with the certificates of those who are trusted
    public void publish(Path folder, String name) throws IOException, GeneralSecurityException {
        Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    /// @return a copy that she signed, beside it
    public Path signed(Path zip) throws IOException, GeneralSecurityException {
        Path signed = zip.resolveSibling("signed-" + System.nanoTime() + ".zip");
        JarSigner signer =
                new JarSigner.Builder(
                                (PrivateKey) key.getPrivateKey(),
                                CertificateFactory.getInstance("X.509")
                                        .generateCertPath(List.of(certificate())))
                        .build();
        try (ZipFile in = new ZipFile(zip.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            signer.sign(in, out);
        }
        return signed;
    }
}
