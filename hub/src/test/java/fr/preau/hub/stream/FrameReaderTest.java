package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import fr.preau.hub.stream.FrameReader.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int LIMIT = 70_000;

    private final FrameReader reader = new FrameReader(LIMIT);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, LIMIT})
    void aTextOfAnyLengthIsReadByteByByteAsWellAsWhole(int length) {
        byte[] text = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        ByteBuf frame = frame(0x81, text);

        assertArrayEquals(
                text,
                assertInstanceOf(Message.Text.class, reader.next(frame.copy())).bytes());

        ByteBuf growing = Unpooled.buffer();
        while (frame.readableBytes() > 1) {
            growing.writeByte(frame.readByte());
            if (growing.readableBytes() < 20 || growing.readableBytes() % 997 == 0) {
                assertNull(reader.next(growing));
            }
        }
        growing.writeByte(frame.readByte());
        assertArrayEquals(
                text, assertInstanceOf(Message.Text.class, reader.next(growing)).bytes());
        assertEquals(0, growing.readableBytes());
    }

    @Test
    void fragmentsAreOneMessageAndAPingMayComeBetweenThem() {
        ByteBuf all = Unpooled.wrappedBuffer(
                frame(0x01, "pré".getBytes(StandardCharsets.UTF_8)),
                frame(0x89, new byte[] {7}),
                frame(0x00, new byte[0]),
                frame(0x80, "au".getBytes(StandardCharsets.UTF_8)));

        assertArrayEquals(
                new byte[] {7},
                assertInstanceOf(Message.Ping.class, reader.next(all)).payload());
        Message.Text text = assertInstanceOf(Message.Text.class, reader.next(all));
        assertEquals("préau", new String(text.bytes(), StandardCharsets.UTF_8));
        assertNull(reader.next(all));
    }

    @Test
    void whatComesTogetherIsReadOneAfterTheOther() {
        ByteBuf all = Unpooled.wrappedBuffer(
                frame(0x82, new byte[3]), frame(0x8a, new byte[0]), frame(0x88, new byte[] {3, (byte) 0xe8}));

        assertInstanceOf(Message.Binary.class, reader.next(all));
        assertInstanceOf(Message.Pong.class, reader.next(all));
        assertInstanceOf(Message.Close.class, reader.next(all));
    }

    @ParameterizedTest
    @CsvSource({
        "8105, 1002, not masked",
        "c185, 1002, an extension that was not agreed",
        "8385, 1002, an opcode that does not exist",
        "8b80, 1002, a control opcode that does not exist",
        "0980, 1002, a ping in fragments",
        "89fe, 1002, a ping that is too long",
        "8085, 1002, the end of a message that did not begin",
    })
    void whatBreaksTheProtocolIsTold(String head, int code, String why) {
        ByteBuf bytes = Unpooled.buffer()
                .writeShort(Integer.parseInt(head, 16))
                .writeInt(0)
                .writeBytes(new byte[8]);

        assertEquals(
                code,
                assertInstanceOf(Message.Broken.class, reader.next(bytes), why).code(),
                why);
    }

    @Test
    void aSecondMessageMayNotBeginWithinTheFirst() {
        ByteBuf all = Unpooled.wrappedBuffer(frame(0x01, new byte[1]), frame(0x81, new byte[1]));

        assertEquals(
                1002, assertInstanceOf(Message.Broken.class, reader.next(all)).code());
    }

    @Test
    void whatIsTooLongIsToldAsSoonAsItSaysSo() {
        ByteBuf announced =
                Unpooled.buffer().writeShort(0x81ff).writeLong(LIMIT + 1).writeInt(0);
        assertEquals(
                1009,
                assertInstanceOf(Message.Broken.class, reader.next(announced)).code());

        ByteBuf negative = Unpooled.buffer().writeShort(0x81ff).writeLong(-1).writeInt(0);
        assertEquals(
                1009,
                assertInstanceOf(Message.Broken.class, reader.next(negative)).code());

        ByteBuf inParts = Unpooled.wrappedBuffer(frame(0x01, new byte[LIMIT]), frame(0x80, new byte[1]));
        assertEquals(
                1009,
                assertInstanceOf(Message.Broken.class, reader.next(inParts)).code());
    }

    /** A frame as a client makes it. */
    static ByteBuf frame(int first, byte[] payload) {
        ByteBuf frame = Unpooled.buffer().writeByte(first);
        if (payload.length < 126) {
            frame.writeByte(0x80 | payload.length);
        } else if (payload.length <= 65_535) {
            frame.writeByte(0x80 | 126).writeShort(payload.length);
        } else {
            frame.writeByte(0x80 | 127).writeLong(payload.length);
        }
        byte[] mask = {0x11, (byte) 0xfe, 0x33, 0x44};
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.writeByte(payload[i] ^ mask[i % 4]);
        }
        return frame;
    }
}
