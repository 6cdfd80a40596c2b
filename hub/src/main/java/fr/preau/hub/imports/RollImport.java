package fr.preau.hub.imports;

import fr.preau.bridge.onde.OndeFault;
import fr.preau.bridge.onde.OndeLimits;
import fr.preau.bridge.onde.OndeNote;
import fr.preau.bridge.onde.OndeReader;
import fr.preau.bridge.onde.OndeReading;
import fr.preau.bridge.sms.PhoneNumbers;
import fr.preau.channels.roll.Doubt;
import fr.preau.channels.roll.GuardianRow;
import fr.preau.channels.roll.PupilRow;
import fr.preau.channels.roll.Roll;
import fr.preau.channels.roll.RollPlan;
import fr.preau.channels.roll.RollPlanner;
import fr.preau.channels.roll.RollState;
import fr.preau.channels.roll.TeacherRow;
import fr.preau.channels.roll.Verdict;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.imports.PeopleStore.NewAccount;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Imports a school's exports: reads them, plans against what is known, and, unless it is a dry run, makes it so in one
 * transaction. Waits for the database, so it is not for event loops.
 */
public final class RollImport {
    private final Ground ground;
    private final Words words;

    /** @param words the language of the sheet of activation codes */
    public RollImport(Ground ground, Words words) {
        this.ground = ground;
        this.words = words;
    }

    /** What came out; only an outcome that says so has changed anything. */
    public ImportOutcome run(ImportRequest request) {
        Optional<School> school =
                new SchoolStore(ground.pool()).find(request.uai()).await();
        if (school.isEmpty() && request.apply()) {
            return new ImportOutcome.NoSchool(request.uai());
        }
        return read(request, school.orElseGet(() -> School.notOpen(request.uai())));
    }

    private ImportOutcome read(ImportRequest request, School school) {
        OndeReader reader = new OndeReader(
                OndeLimits.of(ground.settings().limits().importBytes()),
                number -> PhoneNumbers.read(number, school.phoneRegion()));
        OndeReading<PupilRow> pupils = reader.pupils(request.pupils());
        OndeReading<GuardianRow> guardians = reader.guardians(request.guardians());
        OndeReading<TeacherRow> teachers = reader.teachers(request.teachers());
        if (pupils instanceof OndeReading.Complete<PupilRow> p
                && guardians instanceof OndeReading.Complete<GuardianRow> g
                && teachers instanceof OndeReading.Complete<TeacherRow> t) {
            List<OndeNote> notes = new ArrayList<>(p.notes());
            notes.addAll(g.notes());
            notes.addAll(t.notes());
            return planned(request, new Reading(school, new Roll(p.rows(), g.rows(), t.rows()), notes, p.mapping()));
        }
        List<OndeFault> faults = new ArrayList<>();
        for (OndeReading<?> reading : List.of(pupils, guardians, teachers)) {
            if (reading instanceof OndeReading.Refused<?>(List<OndeFault> found)) {
                faults.addAll(found);
            }
        }
        return new ImportOutcome.NotRead(faults);
    }

    private record Reading(School school, Roll roll, List<OndeNote> notes, int mapping) {}

    private ImportOutcome planned(ImportRequest request, Reading reading) {
        Path file = request.apply() ? request.codes().orElse(null) : null;
        try (ActivationSheet sheet = file == null ? null : ActivationSheet.create(file)) {
            return Transactions.in(
                    ground.pool(),
                    connection -> inTransaction(connection, request, reading, sheet),
                    () -> discard(sheet));
        } catch (IOException e) {
            return new ImportOutcome.NoCodesFile(file == null ? Path.of("") : file, Codes.why(words, e));
        }
    }

    private static void discard(@Nullable ActivationSheet sheet) throws IOException {
        if (sheet != null) {
            sheet.discard();
        }
    }

    private ImportOutcome inTransaction(
            SqlConnection connection, ImportRequest request, Reading reading, @Nullable ActivationSheet sheet)
            throws IOException {
        School school = reading.school();
        RollStateStore store = new RollStateStore(connection);
        store.lock(school.uai()).await();
        RollState kept = store.state(school.id()).await();
        RollPlan plan = new RollPlanner(kept, this::newId).plan(reading.roll());
        if (!request.decided().isEmpty()) {
            List<String> unknown = unknown(request.decided().keySet(), kept, plan);
            if (!unknown.isEmpty()) {
                discard(sheet);
                return new ImportOutcome.NoSuchQuestion(unknown);
            }
            plan = new RollPlanner(with(kept, request.decided()), this::newId).plan(reading.roll());
        }
        if (plan.emptiesTheSchool() && !request.acceptGone()) {
            discard(sheet);
            return new ImportOutcome.EmptiesSchool(
                    plan.pupils().gone().size(),
                    kept.pupils().size() - plan.pupils().gone().size());
        }
        int codes = request.apply() ? apply(connection, request, reading, plan, sheet) : 0;
        return new ImportOutcome.Done(school, plan, reading.notes(), reading.mapping(), request.apply(), codes);
    }

    private int apply(
            SqlConnection connection,
            ImportRequest request,
            Reading reading,
            RollPlan plan,
            @Nullable ActivationSheet sheet)
            throws IOException {
        OffsetDateTime at = Moments.utc(ground.clock().instant());
        UUID school = reading.school().id();
        List<NewAccount> opened = new RollApplying(connection, school, plan, this::newId, at).run();
        RollStore rolls = new RollStore(connection, school);
        rolls.decided(request.decided(), at).await();
        rolls.applied(reading.mapping(), ImportCounts.of(plan), at).await();
        return sheet == null
                ? 0
                : new Codes(ground, words)
                        .issue(
                                connection,
                                reading.school(),
                                opened.stream().map(NewAccount::id).toList(),
                                sheet);
    }

    /** Answers to questions that neither arise now nor were answered before. */
    private static List<String> unknown(Set<String> tokens, RollState kept, RollPlan plan) {
        Set<String> known = new HashSet<>(kept.verdicts().keySet());
        plan.doubts().stream().map(Doubt::token).forEach(known::add);
        return tokens.stream().filter(token -> !known.contains(token)).sorted().toList();
    }

    private static RollState with(RollState kept, Map<String, Verdict> decided) {
        Map<String, Verdict> verdicts = new HashMap<>(kept.verdicts());
        verdicts.putAll(decided);
        return new RollState(
                kept.pupils(), kept.guardians(), kept.rows(), kept.links(), kept.teachers(), kept.classes(), verdicts);
    }

    /** A random id (RFC 9562, version 4). */
    private UUID newId() {
        long high = ground.random().nextLong() & ~0xF000L | 0x4000L;
        long low = ground.random().nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
