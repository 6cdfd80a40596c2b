package fr.preau.hub.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file of activation codes, as CSV for a mail merge. New, and from its first moment for its owner alone. */
final class ActivationSheet implements AutoCloseable {
    /**
     * One account.
     *
     * @param place the class or classes
     * @param about the children of a guardian
     */
    record Line(
            String profile,
            String place,
            String family,
            String first,
            String about,
            String login,
            String code,
            String until) {}

    private final Path path;
    private final FileChannel channel;

    private ActivationSheet(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static ActivationSheet create(Path path) throws IOException {
        FileAttribute<?>[] ownerOnly =
                Files.getFileStore(path.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        return new ActivationSheet(
                path,
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly));
    }

    /** Writes the lines so that they outlast a power cut. The mark at the beginning lets spreadsheets read UTF-8. */
    void write(Words words, List<Line> lines) throws IOException {
        String text = lines.stream()
                .map(line -> Stream.of(
                                words.text("profile." + line.profile),
                                line.place,
                                line.family,
                                line.first,
                                line.about,
                                line.login,
                                line.code,
                                line.until)
                        .map(ActivationSheet::cell)
                        .collect(Collectors.joining(";")))
                .collect(Collectors.joining("\r\n", "\uFEFF" + words.text("sheet.head") + "\r\n", "\r\n"));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    /** Removes the file: its codes are not valid. */
    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Quoted; and a text that a spreadsheet would take for a formula is kept a text. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
