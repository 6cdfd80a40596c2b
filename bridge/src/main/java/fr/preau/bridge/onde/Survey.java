package fr.preau.bridge.onde;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A first look at all bytes of an export: is it text, of a bearable size, and in which encoding? UTF-8 with or without a
 * byte order mark; otherwise windows-1252, which is ISO-8859-1 with a few printable signs more. Text that is UTF-8 but for
 * some bytes is refused: reading it either way would garble names.
 */
final class Survey {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final String file;
    private final OndeLimits limits;
    private final Utf8Check utf8 = new Utf8Check();
    private int line = 1;
    private int column;
    private long lineBytes;
    private long bytes;
    private OndeFault.@Nullable Kind fault;
    private String detail = "";
    private int undefinedLine;
    private int undefinedColumn;
    private int undefinedByte;

    sealed interface Finding {
        /** @param mark bytes of the byte order mark to skip */
        record Text(Charset charset, int mark) implements Finding {}

        record NoText(OndeFault fault) implements Finding {}
    }

    private Survey(String file, OndeLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    static Finding of(Export export, OndeLimits limits) throws IOException {
        return new Survey(export.name(), limits).look(export);
    }

    private Finding look(Export export) throws IOException {
        try (InputStream in = export.open()) {
            byte[] buffer = new byte[16_384];
            int length = in.readNBytes(buffer, 0, buffer.length);
            OndeFault.Kind foreign = foreign(buffer, length);
            if (foreign != null) {
                return new Finding.NoText(new OndeFault(file, 0, 0, foreign, List.of()));
            }
            boolean marked = length >= 3 && starts(buffer, 0xEF, 0xBB, 0xBF);
            int from = marked ? 3 : 0;
            while (length > 0) {
                for (int i = from; i < length && fault == null; i++) {
                    take(buffer[i] & 0xFF);
                }
                if (fault != null) {
                    return new Finding.NoText(new OndeFault(file, line, column, fault, List.of(detail)));
                }
                from = 0;
                length = in.read(buffer);
            }
            return conclude(marked);
        }
    }

    private void take(int value) {
        bytes++;
        lineBytes++;
        boolean continuation = utf8.take(value, line, column + 1);
        if (!continuation) {
            column++;
        }
        if (value == 0) {
            fail(OndeFault.Kind.NUL_BYTE, "");
        } else if (bytes > limits.fileBytes()) {
            fail(OndeFault.Kind.FILE_TOO_LARGE, Integer.toString(limits.fileBytes()));
        } else if (lineBytes > 4L * limits.rowChars() || column > limits.rowChars()) {
            fail(OndeFault.Kind.ROW_TOO_LONG, Integer.toString(limits.rowChars()));
        } else if (undefinedLine == 0 && undefinedIn1252(value)) {
            undefinedLine = line;
            undefinedColumn = column;
            undefinedByte = value;
        }
        if (value == '\n') {
            line++;
            column = 0;
            lineBytes = 0;
        }
    }

    private Finding conclude(boolean marked) {
        if (bytes == 0) {
            return new Finding.NoText(new OndeFault(file, 0, 0, OndeFault.Kind.EMPTY, List.of()));
        }
        utf8.end();
        if (utf8.broken() == 0) {
            return new Finding.Text(
                    marked || utf8.whole() > 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1, marked ? 3 : 0);
        }
        if (marked || utf8.whole() > utf8.broken()) {
            return encodingFault(utf8.brokenLine(), utf8.brokenColumn(), utf8.brokenByte());
        }
        if (undefinedLine > 0) {
            return encodingFault(undefinedLine, undefinedColumn, undefinedByte);
        }
        return new Finding.Text(WINDOWS_1252, 0);
    }

    private Finding encodingFault(int atLine, int atColumn, int value) {
        return new Finding.NoText(
                new OndeFault(file, atLine, atColumn, OndeFault.Kind.ENCODING, List.of("0x%02X".formatted(value))));
    }

    private void fail(OndeFault.Kind kind, String said) {
        fault = kind;
        detail = said;
    }

    private static boolean undefinedIn1252(int value) {
        return value == 0x81 || value == 0x8D || value == 0x8F || value == 0x90 || value == 0x9D;
    }

    private static OndeFault.@Nullable Kind foreign(byte[] start, int length) {
        if (length < 2) {
            return null;
        }
        byte[] head = Arrays.copyOf(start, 4);
        if (starts(head, 'P', 'K', 3, 4) || starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return OndeFault.Kind.WORKBOOK;
        }
        if (starts(head, '%', 'P', 'D', 'F')) {
            return OndeFault.Kind.PDF;
        }
        boolean unmarkedWide = length > 3 && (start[0] == 0) != (start[1] == 0) && (start[2] == 0) != (start[3] == 0);
        return starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF) || unmarkedWide ? OndeFault.Kind.UTF_16 : null;
    }

    private static boolean starts(byte[] bytes, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
