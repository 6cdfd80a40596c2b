package fr.preau.hub.audit;

import fr.preau.hub.ground.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of the audit.
 *
 * @param seq 1, 2, 3 without gaps
 * @param actor the account that did it; none: the hub itself
 * @param detail JSON with its keys in order
 * @param hash SHA-256 over the hash of the event before and {@link #canonical}, in hexadecimal
 */
public record AuditEvent(
        long seq,
        Instant at,
        @Nullable UUID actor,
        String action,
        String subjectKind,
        String subjectId,
        String detail,
        String hash) {
    /** The hash before the first event. */
    static final byte[] BEGINNING = new byte[32];

    /** The one form that is hashed: seq, moment, actor, action, kind and id of the subject, detail; a line each. */
    static String canonical(
            long seq,
            Instant at,
            @Nullable UUID actor,
            String action,
            String subjectKind,
            String subjectId,
            String detail) {
        return String.join(
                "\n",
                Long.toString(seq),
                at.toString(),
                actor == null ? "" : actor.toString(),
                action,
                subjectKind,
                subjectId,
                detail);
    }

    /** Whether this event follows one with that hash. */
    boolean follows(byte[] previous) {
        return hash.equals(HexFormat.of()
                .formatHex(hash(previous, canonical(seq, at, actor, action, subjectKind, subjectId, detail))));
    }

    static byte[] hash(byte[] previous, String canonical) {
        return Sha256.of(previous, canonical.getBytes(StandardCharsets.UTF_8));
    }
}
