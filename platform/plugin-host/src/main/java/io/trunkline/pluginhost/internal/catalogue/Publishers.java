package io.trunkline.pluginhost.internal.catalogue;

import io.trunkline.pluginhost.PluginsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificates of publishers the operator trusts: files of a folder on each node, so that who
/// can write to the database cannot make a node run what nobody signed.
@ApplicationScoped
public class Publishers {

    private static final Logger LOG = LoggerFactory.getLogger(Publishers.class);

    private final PluginsConfig config;

    Publishers(PluginsConfig config) {
        this.config = config;
    }

    /// Read anew each time: trust given or taken counts at once.
    public List<X509Certificate> trusted() {
        List<X509Certificate> trusted = new ArrayList<>();
        config.trusted()
                .map(Path::of)
                .filter(Files::isDirectory)
                .ifPresent(folder -> {
                    try (Stream<Path> files = Files.list(folder)) {
                        for (Path file :
                                files.filter(Publishers::isCertificate).sorted().toList()) {
                            trusted.addAll(read(file));
                        }
                    } catch (IOException e) {
                        LOG.error(
                                "The trusted publishers in {} cannot be read: {}",
                                folder,
                                e.toString());
                    }
                });
        return trusted;
    }

    /// What people call it: the common name.
    public static String name(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        try {
            for (Rdn part : new LdapName(subject).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(part.getValue());
                }
            }
        } catch (InvalidNameException e) {
            LOG.debug("No distinguished name: {}", subject, e);
        }
        return subject;
    }

    /// SHA-256 of the certificate, in hexadecimal.
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isCertificate(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".pem") || name.endsWith(".crt") || name.endsWith(".cer");
    }

    private static List<X509Certificate> read(Path file) throws IOException {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                if (one instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
        } catch (CertificateException e) {
            LOG.error("{} holds no certificate: {}", file, e.toString());
        }
        return found;
    }
}
