package fr.preau.tests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.wire.Api;
import fr.preau.tests.wire.Json;
import fr.preau.tests.wire.RawEvents;
import fr.preau.tests.wire.RawStream;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** One connection of a reader. A network that is gone is an {@link java.io.UncheckedIOException}. */
interface Feed extends AutoCloseable {
    /** The next frame; {@link Reader.Closed} when the hub closed the connection. */
    JsonNode next();

    @Override
    void close();

    /** Over the WebSocket. */
    static Feed socket(Api api, Map<UUID, Long> cursors, Duration patience) {
        RawStream stream = RawStream.connect(api, patience);
        stream.say(Map.of("type", "hello", "token", api.token(), "cursors", cursors));
        return new Feed() {
            @Override
            public JsonNode next() {
                while (true) {
                    RawStream.Frame frame = stream.read();
                    switch (frame.opcode()) {
                        case RawStream.TEXT -> {
                            return Json.read(frame.text());
                        }
                        case RawStream.PING -> stream.send(RawStream.PONG, true, true, frame.payload());
                        case RawStream.CLOSE -> throw new Reader.Closed(frame.code());
                        default -> throw new AssertionError("a frame of kind " + frame.opcode());
                    }
                }
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    /** As Server-Sent Events. */
    static Feed events(Api api, Map<UUID, Long> cursors, Duration patience) {
        RawEvents events = RawEvents.open(api, cursors, patience);
        return new Feed() {
            @Override
            public JsonNode next() {
                JsonNode frame = events.read();
                if (frame == null) {
                    throw new Reader.Closed(0);
                }
                return frame;
            }

            @Override
            public void close() {
                events.close();
            }
        };
    }
}
