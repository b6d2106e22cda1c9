package io.trunkline.standalone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/// A publisher's certificate, as the server tells one from another: by all of it.
record PublisherCertificate(X509Certificate certificate) {
    private static final int LINE = 64;

    /// Some thousand certificates: whatever is larger is something else.
    private static final long MOST_BYTES = 1 << 20;

    /// @throws StandaloneException when the file does not hold one certificate and nothing else
    static PublisherCertificate read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new StandaloneException(file + " is too large to be a certificate.");
            }
            var content = Files.readAllBytes(file);
            if (new String(content, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----")) {
                throw holdsKey(file);
            }
            var found = all(content);
            if (found.size() > 1) {
                throw new StandaloneException(
                        "%s holds %d certificates: trust each by a file of its own."
                                .formatted(file, found.size()));
            }
            if (found.isEmpty()) {
                throw isKeyStore(file)
                        ? holdsKey(file)
                        : new StandaloneException(file + " holds no certificate (X.509).");
            }
            return found.getFirst();
        } catch (IOException e) {
            throw new StandaloneException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// As the server reads a file: PEM or DER, and nothing where it is neither.
    static List<PublisherCertificate> all(byte[] content) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(content))
                    .stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(one -> new PublisherCertificate((X509Certificate) one))
                    .toList();
        } catch (CertificateException e) {
            return List.of();
        }
    }

    private static StandaloneException holdsKey(Path file) {
        return new StandaloneException(
                file
                        + " holds keys, which stay with whom they belong to. The certificate alone is trusted:"
                        + " keytool -exportcert -rfc -alias release -keystore release.p12 -file your-company.pem");
    }

    /// Whether it looks like one; what is in it is not asked for.
    private static boolean isKeyStore(Path file) {
        try {
            KeyStore.getInstance(file.toFile(), (char[]) null);
            return true;
        } catch (KeyStoreException e) {
            return false;
        } catch (IOException | GeneralSecurityException e) {
            return true;
        }
    }

    /// What people call it: the common name, without what a terminal would obey.
    String name() {
        var subject = certificate.getSubjectX500Principal().getName();
        try {
            for (var part : new LdapName(subject).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return printable(String.valueOf(part.getValue()));
                }
            }
        } catch (InvalidNameException e) {
            return printable(subject);
        }
        return printable(subject);
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }

    /// SHA-256 of the certificate as the server names it: hexadecimal in lower case.
    String fingerprint() {
        return HexFormat.of().formatHex(digest());
    }

    /// The same as keytool prints it: upper case, with colons.
    String printedFingerprint() {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest());
    }

    private byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    LocalDate begin() {
        return day(certificate.getNotBefore());
    }

    LocalDate end() {
        return day(certificate.getNotAfter());
    }

    private static LocalDate day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneId.systemDefault());
    }

    /// What a file of its own is called: two certificates of one name differ in the rest.
    String fileName() {
        var words = name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var called = words.substring(0, Math.min(words.length(), 40)).replaceAll("^-|-$", "");
        return "%s-%s.pem"
                .formatted(called.isEmpty() ? "publisher" : called, fingerprint().substring(0, 16));
    }

    String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                    .formatted(
                            Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                                    .encodeToString(certificate.getEncoded()));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
