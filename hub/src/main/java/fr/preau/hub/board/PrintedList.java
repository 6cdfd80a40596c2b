package fr.preau.hub.board;

import fr.preau.channels.board.BoardWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A4 pages that fill from top to bottom. The font is part of the file, so that every European name prints. */
final class PrintedList implements AutoCloseable {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 50;
    private static final float BOTTOM = 60;
    private static final float LINE = 1.35f;
    private static final float BOX = 9;

    private final BoardWords words;
    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private PDPageContentStream page;
    private float y;

    PrintedList(BoardWords words) {
        this.words = words;
        try (InputStream in = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
            font = PDType0Font.load(document, in, true);
            page = turn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void title(String text) {
        lines(text, 18, MARGIN, 0);
    }

    void text(String text) {
        lines(text, 11, MARGIN, 2);
    }

    /** Small print. */
    void note(String text) {
        lines(text, 8, MARGIN, 2);
    }

    void heading(String text) {
        room(80);
        lines(text, 13, MARGIN, 14);
    }

    /** A line with a box to tick and a place to sign, and smaller lines below. */
    void box(String text, List<String> below) {
        room(30 + below.size() * 13f);
        y -= 8;
        try {
            page.addRect(MARGIN, y - BOX - 1, BOX, BOX);
            page.stroke();
            String done = words.text("list.done") + " ........... " + words.text("list.by") + " ...........";
            float width = width(done, 9);
            float right = PDRectangle.A4.getWidth() - MARGIN - width;
            show(done, 9, right, y - BOX);
            for (String line : wrapped(text, 11, right - MARGIN - 30)) {
                y -= 11 * LINE;
                show(line, 11, MARGIN + 18, y + 4);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        below.forEach(line -> lines(line, 9, MARGIN + 18, 0));
    }

    /** The finished file, with page numbers. */
    byte[] bytes() {
        try {
            page.close();
            int pages = document.getNumberOfPages();
            for (int i = 0; i < pages; i++) {
                try (PDPageContentStream foot =
                        new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true)) {
                    page = foot;
                    String number = words.text("list.page", i + 1, pages);
                    show(number, 8, PDRectangle.A4.getWidth() - MARGIN - width(number, 8), 30);
                }
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lines(String text, float size, float x, float above) {
        try {
            y -= above;
            for (String line : wrapped(text, size, PDRectangle.A4.getWidth() - MARGIN - x)) {
                room(size * LINE);
                y -= size * LINE;
                show(line, size, x, y);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void room(float height) {
        if (y - height < BOTTOM) {
            try {
                page.close();
                page = turn();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private PDPageContentStream turn() throws IOException {
        var sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, sheet);
    }

    private void show(String text, float size, float x, float at) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, at);
        page.showText(printable(text));
        page.endText();
    }

    private List<String> wrapped(String text, float size, float most) throws IOException {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && width(line + " " + word, size) > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(printable(text)) / 1000 * size;
    }

    /** What the font has no sign for becomes a question mark; a list with a gap is better than none. */
    private String printable(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(code -> {
            String sign = Character.toString(code);
            try {
                font.encode(sign);
                safe.append(sign);
            } catch (IOException | IllegalArgumentException e) {
                safe.append('?');
            }
        });
        return safe.toString();
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
