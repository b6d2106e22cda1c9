package io.trunkline.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The folder of this machine's trusted publishers, read as the server reads it: every certificate
/// in every file `.pem`, `.crt` or `.cer`.
record TrustedPublishers(Path folder) {

    record Entry(PublisherCertificate publisher, Path file) {}

    /// By file.
    List<Entry> entries() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            List<Entry> entries = new ArrayList<>();
            for (var file : files.filter(TrustedPublishers::isRead).sorted().toList()) {
                PublisherCertificate.all(Files.readAllBytes(file))
                        .forEach(one -> entries.add(new Entry(one, file)));
            }
            return entries;
        } catch (IOException e) {
            throw new StandaloneException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isRead(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".pem") || name.endsWith(".crt") || name.endsWith(".cer");
    }

    /// In a file of its own, whatever it came in: no other publisher's is ever replaced.
    Entry add(PublisherCertificate publisher) {
        var file = folder.resolve(publisher.fileName());
        try {
            Files.createDirectories(folder);
            // Whole before the server may read it.
            var whole = file.resolveSibling(file.getFileName() + ".part");
            try {
                Files.writeString(whole, publisher.pem());
                Files.move(whole, file);
            } finally {
                Files.deleteIfExists(whole);
            }
            return new Entry(publisher, file);
        } catch (IOException e) {
            throw new StandaloneException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// Takes a certificate out of every file it stands in; others that stand there stay trusted.
    void remove(PublisherCertificate publisher) {
        var before = entries();
        for (var entry : before) {
            if (entry.publisher().equals(publisher)) {
                delete(entry.file());
            }
        }
        var left = publishers(entries());
        publishers(before).stream()
                .filter(other -> !other.equals(publisher) && !left.contains(other))
                .forEach(this::add);
    }

    private static Set<PublisherCertificate> publishers(List<Entry> entries) {
        return entries.stream().map(Entry::publisher).collect(Collectors.toSet());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StandaloneException(file + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
