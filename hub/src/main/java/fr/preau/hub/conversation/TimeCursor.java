package fr.preau.hub.conversation;

import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in a list sorted by time and id, both falling; as text in {@code next} and back. */
record TimeCursor(Instant at, UUID id) {
    static @Nullable TimeCursor of(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        int bar = text.indexOf('_');
        if (bar < 0) {
            throw Refused.field(field);
        }
        try {
            return new TimeCursor(Instant.parse(text.substring(0, bar)), Fields.uuid(field, text.substring(bar + 1)));
        } catch (DateTimeException e) {
            throw Refused.field(field);
        }
    }

    String text() {
        return at + "_" + id;
    }
}
