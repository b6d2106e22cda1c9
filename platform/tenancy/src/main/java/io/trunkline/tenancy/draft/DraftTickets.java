package io.trunkline.tenancy.draft;

import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What lets a page hand over its last words after its sign-in has run out: a ticket, made while
/// she was signed in, that replaces one draft of hers and reads nothing. It is signed with a key
/// all nodes share, and refused once its time is over or she is no active member any more.
@ApplicationScoped
public class DraftTickets {

    /// A sign-in lasts twelve hours at most.
    private static final Duration LIFE = Duration.ofHours(13);

    private static final String PART = "\n";
    private static final String SIGNING = "HmacSHA256";

    private final Drafts drafts;
    private final Sessions sessions;
    private final SecretKeySpec key;
    private final Clock clock;

    @Inject
    public DraftTickets(
            Drafts drafts,
            Sessions sessions,
            @ConfigProperty(name = "trunkline.drafts.secret") Optional<String> secret) {
        this(
                drafts,
                sessions,
                // One node needs to share its key with nobody.
                secret.orElseGet(() -> UUID.randomUUID().toString()),
                Clock.systemUTC());
    }

    DraftTickets(Drafts drafts, Sessions sessions, String secret, Clock clock) {
        this.drafts = drafts;
        this.sessions = sessions;
        this.key =
                new SecretKeySpec(
                        sign(
                                new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), SIGNING),
                                "drafts"),
                        SIGNING);
        this.clock = clock;
    }

    /// A ticket for one form of the current session's member.
    public String issue(String username, String form, long objectId) {
        String content =
                String.join(
                        PART,
                        TenantRunner.current().tenant().key(),
                        username,
                        form,
                        Long.toString(objectId),
                        Long.toString(clock.instant().plus(LIFE).getEpochSecond()));
        return encode(content.getBytes(StandardCharsets.UTF_8)) + "." + encode(sign(key, content));
    }

    /// Saves the fields as the draft that the ticket is for.
    ///
    /// @return false when the ticket is not good
    public boolean redeem(String ticket, Map<String, String> fields) {
        Optional<String[]> content = opened(ticket).map(text -> text.split(PART, -1));
        if (content.isEmpty() || content.get().length != 5) {
            return false;
        }
        String[] parts = content.get();
        if (Long.parseLong(parts[4]) < clock.instant().getEpochSecond()) {
            return false;
        }
        Optional<Session> session = sessions.member(parts[0], parts[1]);
        session.ifPresent(open ->
                TenantRunner.run(
                        open, () -> drafts.save(parts[2], Long.parseLong(parts[3]), fields)));
        return session.isPresent();
    }

    private Optional<String> opened(String ticket) {
        int dot = ticket.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            String content =
                    new String(
                            Base64.getUrlDecoder().decode(ticket.substring(0, dot)),
                            StandardCharsets.UTF_8);
            byte[] signature = Base64.getUrlDecoder().decode(ticket.substring(dot + 1));
            return MessageDigest.isEqual(signature, sign(key, content))
                    ? Optional.of(content)
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] sign(SecretKeySpec key, String content) {
        try {
            Mac mac = Mac.getInstance(SIGNING);
            mac.init(key);
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
