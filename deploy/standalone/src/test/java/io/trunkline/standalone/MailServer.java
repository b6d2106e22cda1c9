package io.trunkline.standalone;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// A mail server on the loopback interface to which the realm's mails go while it is open.
final class MailServer implements AutoCloseable {
    private final StandaloneStack stack;
    private final int port;
    private GreenMail server;

    private MailServer(StandaloneStack stack, GreenMail server) {
        this.stack = stack;
        this.server = server;
        this.port = server.getSmtp().getPort();
    }

    static MailServer start(StandaloneStack stack) {
        var server = new GreenMail(new ServerSetup(0, Ports.LOOPBACK, ServerSetup.PROTOCOL_SMTP));
        server.start();
        var mail = new MailServer(stack, server);
        mail.setRealm(
                Map.of(
                        "host",
                        Ports.LOOPBACK,
                        "port",
                        "" + mail.port,
                        "from",
                        "invitations@trunkline.example",
                        "fromDisplayName",
                        "Trunkline"));
        return mail;
    }

    /// From now on nobody listens at its port.
    void goAway() {
        server.stop();
    }

    void comeBack() {
        server = new GreenMail(new ServerSetup(port, Ports.LOOPBACK, ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    /// The only mail since it started; waits for it.
    Mail only() {
        if (!server.waitForIncomingEmail(20_000, 1)) {
            throw new AssertionError("no mail came");
        }
        var received = server.getReceivedMessages();
        if (received.length != 1) {
            throw new AssertionError(received.length + " mails came");
        }
        return Mail.of(received[0]);
    }

    int count() {
        return server.getReceivedMessages().length;
    }

    @Override
    public void close() {
        setRealm(Map.of());
        server.stop();
    }

    private void setRealm(Map<String, String> smtp) {
        try (var keycloak = stack.keycloakAdmin()) {
            keycloak.put("/" + RealmSetup.REALM, Map.of("smtpServer", smtp));
        }
    }

    /// @param text the plain one of its two bodies
    record Mail(String to, String subject, String text, String html) {

        static Mail of(MimeMessage message) {
            try {
                var bodies = (Multipart) message.getContent();
                return new Mail(
                        message.getAllRecipients()[0].toString(),
                        message.getSubject(),
                        text(bodies, "text/plain"),
                        text(bodies, "text/html"));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String text(Multipart bodies, String type)
                throws MessagingException, IOException {
            for (int index = 0; index < bodies.getCount(); index++) {
                BodyPart part = bodies.getBodyPart(index);
                if (part.isMimeType(type)) {
                    return part.getContent().toString();
                }
            }
            throw new AssertionError("no part " + type);
        }

        String link() {
            return text.lines()
                    .filter(line -> line.startsWith("http"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link in: " + text))
                    .strip();
        }
    }
}
