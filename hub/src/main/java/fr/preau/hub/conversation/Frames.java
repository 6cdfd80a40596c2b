package fr.preau.hub.conversation;

import fr.preau.hub.edge.Wire;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** The frames that the conversation makes; their shapes are in asyncapi.yaml. */
final class Frames {
    private record Event(String type, String kind, UUID channel, long seq, PostView post) {}

    private record Cursor(String type, UUID channel, long seq) {}

    private record Typist(String type, UUID channel, UUID account, String name) {}

    private Frames() {}

    static Buffer event(String kind, long seq, PostView post) {
        return Wire.write(new Event("event", kind, post.channel(), seq, post));
    }

    static Buffer cursor(UUID channel, long seq) {
        return Wire.write(new Cursor("cursor", channel, seq));
    }

    static Buffer typist(UUID channel, UUID account, String name) {
        return Wire.write(new Typist("typist", channel, account, name));
    }
}
