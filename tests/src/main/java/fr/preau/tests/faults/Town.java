package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.Repository;
import fr.preau.tests.faults.Author.Target;
import fr.preau.tests.wire.Contract;
import fr.preau.tests.wire.Views.Audience;
import fr.preau.tests.world.Databases;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.Model.Place;
import fr.preau.tests.world.World;
import fr.preau.tests.world.WorldStore;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The people inside a hub that is broken: who writes where, who reads what by which right, and what is stored. */
final class Town {
    /** Whose rights {@link #takeAway} ends. */
    static final String LEAVER = "father who leaves";

    private static final String STORED = """
            select p.channel_id, p.seq, split_part(p.body, ' ', 1) as key,
                   array(select a.ref from post_audience a where a.post_id = p.id) as audiences
              from post p order by p.channel_id, p.seq
            """;

    private final World world = new World();
    private final Contract contract = new Contract(
            Repository.text(Repository.root().resolve("hub/src/main/resources/api/openapi.yaml")),
            Repository.text(Repository.root().resolve("hub/src/main/resources/api/asyncapi.yaml")));
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final String origin;
    private final UUID staffRoom;
    private final UUID familiesCp;
    private final UUID familiesCe1;
    private final UUID notice;
    private final UUID canteen;
    private final Audience everybody = new Audience("town", world.aubin.id());
    private final Audience verneEats = new Audience("canteen", world.verne.id());
    private final Audience curieEats = new Audience("canteen", world.curie.id());

    private Town(Connection connection, String origin) throws SQLException {
        this.origin = origin;
        WorldStore store = new WorldStore(connection);
        store.insert(world);
        List<Place> places = store.channels();
        staffRoom = find(places, "staff_room", world.verne.id());
        familiesCp = find(places, "class_families", world.verneCp.id());
        familiesCe1 = find(places, "class_families", world.verneCe1.id());
        notice = find(places, "school_notice", world.verne.id());
        canteen = places.stream()
                .filter(place -> place.kind().equals("town_bulletin")
                        && world.aubin.id().equals(place.town())
                        && "canteen".equals(place.service()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /**
     * Puts the world into a hub's database.
     *
     * @param origin of the hub's own pages
     */
    static Town settle(DatabaseAddress database, String origin) throws SQLException {
        try (Connection connection = Databases.connect(database)) {
            return new Town(connection, origin);
        }
    }

    /** A client of this person. */
    Seat seat(Account account, Doors doors, Duration patience) {
        Session session = sessions.computeIfAbsent(account.login(), Session::new);
        return new Seat(account.id(), session, contract, origin, doors, patience);
    }

    Contract contract() {
        return contract;
    }

    World world() {
        return world;
    }

    /** The channels that are written to. */
    List<UUID> channels() {
        return List.of(staffRoom, familiesCp, familiesCe1, notice, canteen);
    }

    /** Clients that write; each account has several, every second one writes over the stream. */
    List<Author> authors(int count, Doors doors, Duration patience, Ledger ledger, Pace pace) {
        Map<Account, List<Target>> writers = new LinkedHashMap<>();
        writers.put(world.teacherVerneCp, List.of(whole(staffRoom), whole(familiesCp)));
        writers.put(world.headVerne, List.of(whole(staffRoom), whole(notice)));
        writers.put(
                world.canteenAubin,
                List.of(
                        new Target(canteen, everybody),
                        new Target(canteen, verneEats),
                        new Target(canteen, curieEats)));
        writers.put(world.teacherVerneCe1, List.of(whole(staffRoom), whole(familiesCe1)));
        List<Account> accounts = List.copyOf(writers.keySet());
        List<Author> authors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Account account = accounts.get(i % accounts.size());
            boolean stream = (i / accounts.size() + i) % 2 == 1;
            authors.add(new Author(
                    "author " + i + (stream ? ", stream" : ", HTTP"),
                    seat(account, doors, patience),
                    writers.getOrDefault(account, List.of()),
                    stream,
                    ledger,
                    pace));
        }
        return authors;
    }

    /**
     * Readers of differing rights: members of each kind, parts of an audience, somebody of another town, and {@link #LEAVER}.
     */
    List<Reader> readers(Doors doors, Duration patience) {
        Map<UUID, Set<UUID>> townOnly = Map.of(canteen, Set.of(everybody.ref()));
        return List.of(
                head(doors, patience),
                teacher(doors, patience),
                motherOfTwo(doors, patience),
                reader("officer", world.canteenAubin, false, new Right(Set.of(canteen), Map.of()), doors, patience),
                reader(
                        "father at another school",
                        world.samirRoy,
                        true,
                        new Right(Set.of(), Map.of(canteen, Set.of(everybody.ref(), curieEats.ref()))),
                        doors,
                        patience),
                reader(
                        "mother, on no list",
                        world.annePetit,
                        true,
                        new Right(Set.of(familiesCp, notice), townOnly),
                        doors,
                        patience),
                reader("mother in another town", world.evaBlanc, false, Right.NONE, doors, patience),
                reader(
                        LEAVER,
                        world.marcLeroy,
                        false,
                        new Right(Set.of(familiesCp, notice), townOnly),
                        doors,
                        patience));
    }

    private Reader head(Doors doors, Duration patience) {
        Right right = new Right(Set.of(staffRoom, notice), Map.of(canteen, Set.of(everybody.ref(), verneEats.ref())));
        return reader("head", world.headVerne, false, right, doors, patience);
    }

    private Reader teacher(Doors doors, Duration patience) {
        Right right = new Right(Set.of(staffRoom, familiesCp, notice), Map.of());
        return reader("teacher", world.teacherVerneCp, true, right, doors, patience);
    }

    private Reader motherOfTwo(Doors doors, Duration patience) {
        Right right = new Right(
                Set.of(familiesCp, familiesCe1, notice), Map.of(canteen, Set.of(everybody.ref(), verneEats.ref())));
        return reader("mother of two, on lists", world.claireMoreau, false, right, doors, patience);
    }

    /** Readers of much: the head, the teacher and the mother of two. */
    List<Reader> busyReaders(Doors doors, Duration patience) {
        return List.of(head(doors, patience), teacher(doors, patience), motherOfTwo(doors, patience));
    }

    /** Takes the child away from the reader {@link #LEAVER}, and every right with it. */
    void takeAway(DatabaseAddress database) throws SQLException {
        try (Connection connection = Databases.connect(database)) {
            new WorldStore(connection)
                    .run(
                            "update guardianship set ended_at = now() where guardian_id = ?",
                            world.marcLeroy.person().id());
        }
    }

    /** Every post, each channel in its order. */
    static List<Stored> stored(DatabaseAddress database) throws SQLException {
        List<Stored> found = new ArrayList<>();
        try (Connection connection = Databases.connect(database);
                PreparedStatement ask = connection.prepareStatement(STORED);
                ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                Array audiences = rows.getArray("audiences");
                found.add(new Stored(
                        rows.getObject("channel_id", UUID.class),
                        rows.getLong("seq"),
                        rows.getString("key"),
                        Arrays.stream((Object[]) audiences.getArray())
                                .map(UUID.class::cast)
                                .collect(Collectors.toSet())));
            }
        }
        return found;
    }

    private Reader reader(String name, Account account, boolean events, Right right, Doors doors, Duration patience) {
        return new Reader(seat(account, doors, patience), events, channels(), new ReaderLog(name, right));
    }

    private static Target whole(UUID channel) {
        return new Target(channel, null);
    }

    private static UUID find(List<Place> places, String kind, UUID of) {
        return places.stream()
                .filter(place ->
                        place.kind().equals(kind) && (of.equals(place.school()) || of.equals(place.schoolClass())))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
