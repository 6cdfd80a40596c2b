package fr.preau.hub.imports;

import fr.preau.channels.identity.ActivationCode;
import fr.preau.hub.ground.Ground;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Issues activation codes into a file. Waits for the database, so it is not for event loops. */
public final class Codes {
    private final Ground ground;
    private final Words words;

    public Codes(Ground ground, Words words) {
        this.ground = ground;
        this.words = words;
    }

    /** How issuing ended. */
    public sealed interface Outcome {
        /** Codes were written; those given out before are no longer valid. */
        record Written(int accounts) implements Outcome {}

        /** The school is not open here. */
        record NoSchool() implements Outcome {}

        /** The file cannot be made; nothing was changed. */
        record NoFile(String why) implements Outcome {}
    }

    /** New codes for all accounts of a school that nobody has used yet. */
    public Outcome issue(String uai, Path file) {
        Optional<School> school = new SchoolStore(ground.pool()).find(uai).await();
        if (school.isEmpty()) {
            return new Outcome.NoSchool();
        }
        try (ActivationSheet sheet = ActivationSheet.create(file)) {
            return new Outcome.Written(Transactions.in(
                    ground.pool(),
                    connection -> {
                        List<UUID> unused = new CodeStore(
                                        connection, school.get().id())
                                .unused()
                                .await();
                        return issue(connection, school.get(), unused, sheet);
                    },
                    sheet::discard));
        } catch (IOException e) {
            return new Outcome.NoFile(why(words, e));
        }
    }

    /** Issues codes in the caller's transaction and writes them; gives their number. */
    int issue(SqlConnection connection, School school, Collection<UUID> accounts, ActivationSheet sheet)
            throws IOException {
        Instant until = ground.clock()
                .instant()
                .plus(Duration.ofDays(ground.settings().limits().activationDays()));
        Map<UUID, ActivationCode> codes = new LinkedHashMap<>();
        accounts.forEach(account -> codes.put(account, ActivationCode.random(ground.random())));
        List<ActivationSheet.Line> lines =
                new CodeStore(connection, school.id()).issue(codes, until).await();
        sheet.write(words, lines);
        return lines.size();
    }

    /** What is wrong with a file, in a few words. */
    static String why(Words words, IOException e) {
        return switch (e) {
            case FileAlreadyExistsException exists -> words.text("why.exists");
            case NoSuchFileException missing -> words.text("why.no_folder");
            case AccessDeniedException denied -> words.text("why.denied");
            default -> words.text("why.other");
        };
    }
}
