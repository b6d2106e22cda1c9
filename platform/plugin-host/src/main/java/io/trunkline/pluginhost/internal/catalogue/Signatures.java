package io.trunkline.pluginhost.internal.catalogue;

import io.trunkline.pluginhost.PluginError;
import io.trunkline.spi.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds a release against its signature, which is that of jar files: `jarsigner` of the JDK makes
/// it. Every file must be signed by one and the same certificate, and that must be one the operator
/// trusts.
public final class Signatures {

    private static final Pattern SIGNATURE_FILE =
            Pattern.compile("META-INF/(MANIFEST\\.MF|SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))");

    private Signatures() {}

    /// @return whose certificate signed all of it
    /// @throws PluginException `RELEASE_UNREADABLE`, `RELEASE_UNSIGNED` naming a file,
    ///   `RELEASE_ALTERED` naming it, `PUBLISHER_UNKNOWN` naming who signed
    public static X509Certificate verify(Path archive, Collection<X509Certificate> trusted) {
        try (JarFile jar = new JarFile(archive.toFile(), true)) {
            X509Certificate signer = null;
            Set<String> present = new HashSet<>();
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!present.add(entry.getName())) {
                    throw new PluginException(PluginError.RELEASE_ALTERED, entry.getName());
                }
                if (entry.isDirectory() || isOfSignature(entry.getName())) {
                    continue;
                }
                X509Certificate own = signer(jar, entry, trusted);
                if (signer != null && !signer.equals(own)) {
                    throw new PluginException(PluginError.RELEASE_ALTERED, entry.getName());
                }
                signer = own;
            }
            requireAll(jar.getManifest(), present);
            if (signer == null) {
                throw new PluginException(PluginError.RELEASE_UNSIGNED, "");
            }
            return signer;
        } catch (IOException e) {
            throw new PluginException(
                    e, PluginError.RELEASE_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static X509Certificate signer(
            JarFile jar, JarEntry entry, Collection<X509Certificate> trusted) throws IOException {
        try (InputStream content = jar.getInputStream(entry)) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (SecurityException e) {
            throw new PluginException(e, PluginError.RELEASE_ALTERED, entry.getName());
        }
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null || signers.length == 0) {
            throw new PluginException(PluginError.RELEASE_UNSIGNED, entry.getName());
        }
        String unknown = "";
        for (CodeSigner signer : signers) {
            if (signer.getSignerCertPath().getCertificates().getFirst()
                    instanceof X509Certificate certificate) {
                if (trusted.contains(certificate)) {
                    return certificate;
                }
                unknown = Publishers.name(certificate);
            }
        }
        throw new PluginException(PluginError.PUBLISHER_UNKNOWN, unknown);
    }

    /// Nothing of what was signed was left out.
    private static void requireAll(@Nullable Manifest manifest, Set<String> present) {
        if (manifest == null) {
            throw new PluginException(PluginError.RELEASE_UNSIGNED, "");
        }
        for (String signed : manifest.getEntries().keySet()) {
            if (!present.contains(signed)) {
                throw new PluginException(PluginError.RELEASE_ALTERED, signed);
            }
        }
    }

    private static boolean isOfSignature(String name) {
        return SIGNATURE_FILE.matcher(name.toUpperCase(Locale.ROOT)).matches();
    }
}
