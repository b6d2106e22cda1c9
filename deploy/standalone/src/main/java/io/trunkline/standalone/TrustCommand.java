package io.trunkline.standalone;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `./trunkline plugin trust|trusted|distrust`: whose releases are taken in and run on this
/// machine. Elsewhere an operator puts the certificate into the folder of each node.
final class TrustCommand {
    static final Set<String> STEPS = Set.of("trust", "trusted", "distrust");

    /// Digits of a fingerprint that stand for all of it.
    private static final int LEAST_DIGITS = 8;

    private final TrustedPublishers trusted;
    private final PrintStream out;

    TrustCommand(TrustedPublishers trusted, PrintStream out) {
        this.trusted = trusted;
        this.out = out;
    }

    /// @param step one of [#STEPS]
    int run(String step, List<String> about) {
        if (about.size() != (step.equals("trusted") ? 0 : 1)) {
            throw PluginUsage.unclear(step);
        }
        switch (step) {
            case "trust" -> trust(about.getFirst());
            case "distrust" -> distrust(about.getFirst());
            default -> list();
        }
        return 0;
    }

    private void trust(String named) {
        var publisher = PublisherCertificate.read(GivenFile.toRead(named));
        var known =
                trusted.entries().stream()
                        .filter(entry -> entry.publisher().equals(publisher))
                        .findFirst();
        out.printf(
                "Trusted on this machine %s: releases signed by %s.%n",
                known.isPresent() ? "already" : "from now on", publisher.name());
        print(known.orElseGet(() -> trusted.add(publisher)));
        out.printf(
                "Compare the fingerprint with the owner's by another way: a plugin runs in the platform's own"
                        + " process. Where it differs: ./trunkline plugin distrust %s%n",
                publisher.fingerprint().substring(0, LEAST_DIGITS * 2));
    }

    private void list() {
        var entries = trusted.entries();
        if (entries.isEmpty()) {
            out.println(
                    "No publisher is trusted on this machine: ./trunkline plugin trust CERTIFICATE");
        }
        for (var entry : entries) {
            out.println(entry.publisher().name());
            print(entry);
        }
    }

    private void print(TrustedPublishers.Entry entry) {
        var publisher = entry.publisher();
        out.printf(
                "    SHA-256  %s%n    valid    %s to %s%s%n    file     %s%n",
                publisher.printedFingerprint(),
                publisher.begin(),
                publisher.end(),
                publisher.end().isBefore(LocalDate.now(ZoneId.systemDefault()))
                        ? ", which is over"
                        : "",
                entry.file());
    }

    private void distrust(String named) {
        var meant =
                trusted.entries().stream()
                        .map(TrustedPublishers.Entry::publisher)
                        .filter(one -> isMeant(one, named))
                        .distinct()
                        .toList();
        if (meant.isEmpty()) {
            throw new StandaloneException(
                    "No publisher \"%s\" is trusted on this machine: ./trunkline plugin trusted lists them."
                            .formatted(named));
        }
        if (meant.size() > 1) {
            throw new StandaloneException(
                    "%d publishers are meant by \"%s\". Name one by its fingerprint:%n%s"
                            .formatted(
                                    meant.size(),
                                    named,
                                    String.join(
                                            "\n",
                                            meant.stream()
                                                    .map(one -> "    " + one.printedFingerprint())
                                                    .toList())));
        }
        var publisher = meant.getFirst();
        trusted.remove(publisher);
        out.printf(
                "No longer trusted on this machine: %s, SHA-256 %s.%n"
                        + "Releases signed by it are not installed and not started anew; what runs goes on until the server"
                        + " is started again. ./trunkline plugin remove ID ends a plugin now.%n",
                publisher.name(), publisher.printedFingerprint());
    }

    private static boolean isMeant(PublisherCertificate publisher, String named) {
        var digits = named.replace(":", "").toLowerCase(Locale.ROOT);
        return publisher.name().equals(named)
                || (digits.length() >= LEAST_DIGITS && publisher.fingerprint().startsWith(digits));
    }
}
