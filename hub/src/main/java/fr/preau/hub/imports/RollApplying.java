package fr.preau.hub.imports;

import fr.preau.channels.identity.Logins;
import fr.preau.channels.roll.Changes;
import fr.preau.channels.roll.Known;
import fr.preau.channels.roll.PersonName;
import fr.preau.channels.roll.Planned;
import fr.preau.channels.roll.PupilEntry;
import fr.preau.channels.roll.Revised;
import fr.preau.channels.roll.RollPlan;
import fr.preau.channels.roll.TeacherEntry;
import fr.preau.hub.imports.EntryJson.Kind;
import fr.preau.hub.imports.PeopleStore.NewAccount;
import fr.preau.hub.imports.PlacesStore.Post;
import fr.preau.hub.imports.PlacesStore.Seat;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes a plan so, in the caller's transaction. Waits for the database, so it is not for event loops. */
final class RollApplying {
    private final RollPlan plan;
    private final PeopleStore people;
    private final PlacesStore places;
    private final RollStore rolls;
    private final Supplier<UUID> ids;
    private final OffsetDateTime at;
    private final List<NewAccount> accounts = new ArrayList<>();

    RollApplying(SqlConnection connection, UUID school, RollPlan plan, Supplier<UUID> ids, OffsetDateTime at) {
        this.plan = plan;
        this.people = new PeopleStore(connection);
        this.places = new PlacesStore(connection, school);
        this.rolls = new RollStore(connection, school);
        this.ids = ids;
        this.at = at;
    }

    /** Does it all; gives the accounts that were opened. */
    List<NewAccount> run() {
        places.openClasses(levels()).await();
        write(Kind.PUPIL, plan.pupils(), PersonFields::of, EntryJson::of);
        write(Kind.GUARDIAN, plan.guardians(), PersonFields::of, EntryJson::of);
        write(Kind.TEACHER, plan.teachers(), PersonFields::of, EntryJson::of);
        openAccounts();
        places.seat(seats()).await();
        places.link(plan.links().added()).await();
        places.unlink(plan.links().gone(), at).await();
        staff();
        places.pupilsLeave(people(plan.pupils().gone()), at).await();
        places.closeClasses(plan.classes().gone(), at).await();
        leave(Kind.PUPIL, plan.pupils().gone());
        leave(Kind.GUARDIAN, plan.guardians().gone());
        leave(Kind.TEACHER, plan.teachers().gone());
        return accounts;
    }

    private <E> void write(
            Kind kind, Changes<E> changes, Function<E, PersonFields> fields, Function<E, JsonObject> json) {
        Map<UUID, PersonFields> added = new LinkedHashMap<>();
        Map<UUID, PersonFields> changed = new LinkedHashMap<>();
        Map<UUID, JsonObject> kept = new LinkedHashMap<>();
        changes.added().forEach(each -> added.put(each.person(), fields.apply(each.entry())));
        changes.added().forEach(each -> kept.put(each.person(), json.apply(each.entry())));
        revised(changes).forEach(each -> {
            changed.put(each.person(), fields.apply(each.after()).since(fields.apply(each.before())));
            kept.put(each.person(), json.apply(each.after()));
        });
        changes.unchanged().forEach(each -> kept.put(each.person(), json.apply(each.entry())));
        people.add(added).await();
        people.change(changed).await();
        List<UUID> back = changes.returned().stream().map(Revised::person).toList();
        people.comeBack(back, kind == Kind.TEACHER ? new String[] {"teacher", "head"} : new String[] {kind.code()})
                .await();
        rolls.keep(kind, kept, plan.rows()).await();
    }

    private static <E> Stream<Revised<E>> revised(Changes<E> changes) {
        return Stream.concat(changes.changed().stream(), changes.returned().stream());
    }

    /** The classes of the export and the levels taught in each. */
    private Map<String, String> levels() {
        Map<String, TreeSet<String>> levels = new TreeMap<>();
        Stream.of(
                        plan.pupils().added().stream().map(Planned::entry),
                        plan.pupils().unchanged().stream().map(Planned::entry),
                        revised(plan.pupils()).map(Revised::after))
                .flatMap(each -> each)
                .filter(entry -> plan.classes().added().contains(entry.className()))
                .forEach(entry -> levels.computeIfAbsent(entry.className(), none -> new TreeSet<>())
                        .add(entry.level()));
        plan.classes().added().forEach(name -> levels.computeIfAbsent(name, none -> new TreeSet<>()));
        Map<String, String> joined = new LinkedHashMap<>();
        levels.forEach((name, each) -> joined.put(name, String.join(" ", each).strip()));
        return joined;
    }

    private void openAccounts() {
        Logins logins = new Logins(people.logins().await());
        plan.teachers()
                .added()
                .forEach(each -> account(
                        logins,
                        each.person(),
                        profile(each.entry()),
                        each.entry().name()));
        plan.guardians()
                .added()
                .forEach(each ->
                        account(logins, each.person(), "guardian", each.entry().name()));
        plan.pupils()
                .added()
                .forEach(each ->
                        account(logins, each.person(), "pupil", each.entry().name()));
        people.openAccounts(accounts).await();
    }

    private void account(Logins logins, UUID person, String profile, PersonName name) {
        String family = name.usage().isEmpty() ? name.family() : name.usage();
        accounts.add(new NewAccount(ids.get(), person, profile, logins.make(name.first(), family)));
    }

    /** New pupils, those who came back, and those whose class or number the export changed. */
    private List<Seat> seats() {
        List<Seat> seats = new ArrayList<>();
        plan.pupils().added().forEach(each -> seats.add(seat(each.person(), each.entry())));
        plan.pupils().returned().forEach(each -> seats.add(seat(each.person(), each.after())));
        plan.pupils().changed().stream()
                .filter(each -> !each.before().className().equals(each.after().className())
                        || !each.before().ine().equals(each.after().ine()))
                .forEach(each -> seats.add(seat(each.person(), each.after())));
        return seats;
    }

    private static Seat seat(UUID person, PupilEntry entry) {
        return new Seat(person, entry.className(), entry.ine());
    }

    private void staff() {
        Map<UUID, String> profiles = new LinkedHashMap<>();
        revised(plan.teachers()).forEach(each -> profiles.put(each.person(), profile(each.after())));
        places.staff(profiles).await();
        List<Post> ended = new ArrayList<>();
        List<Post> taken = new ArrayList<>();
        plan.teachers().added().forEach(each -> taken.addAll(posts(each.person(), each.entry())));
        plan.teachers().returned().forEach(each -> taken.addAll(posts(each.person(), each.after())));
        for (Revised<TeacherEntry> each : plan.teachers().changed()) {
            List<Post> before = posts(each.person(), each.before());
            List<Post> after = posts(each.person(), each.after());
            before.stream().filter(post -> !after.contains(post)).forEach(ended::add);
            after.stream().filter(post -> !before.contains(post)).forEach(taken::add);
        }
        plan.teachers().gone().forEach(each -> ended.addAll(posts(each.person(), each.entry())));
        places.end(ended, at).await();
        places.take(taken).await();
    }

    private static String profile(TeacherEntry entry) {
        return entry.head() ? "head" : "teacher";
    }

    /** A head is head; whoever has a class teaches it; whoever is neither is still one of the school's teachers. */
    private static List<Post> posts(UUID person, TeacherEntry entry) {
        List<Post> posts = new ArrayList<>();
        if (entry.head()) {
            posts.add(new Post(person, "head", null));
        }
        entry.classes().forEach(name -> posts.add(new Post(person, "teacher", name)));
        if (posts.isEmpty()) {
            posts.add(new Post(person, "teacher", null));
        }
        return posts;
    }

    private void leave(Kind kind, List<? extends Known<?>> gone) {
        rolls.gone(kind, people(gone), at).await();
        people.leave(people(gone), at).await();
    }

    private static List<UUID> people(List<? extends Known<?>> known) {
        return known.stream().map(Known::person).toList();
    }
}
