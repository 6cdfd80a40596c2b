package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.Repository;
import fr.preau.tests.faults.LedgerCheck.Stored;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.wire.Api;
import fr.preau.tests.wire.Contract;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Signed;
import fr.preau.tests.world.Databases;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.Model.Place;
import fr.preau.tests.world.World;
import fr.preau.tests.world.WorldStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The world inside the hub that is killed: who posts where, and what is stored. */
final class Town {
    private final Contract contract;
    private final List<Account> writers;
    private final Map<UUID, String> tokens = new LinkedHashMap<>();
    private final Map<UUID, List<UUID>> channels = new LinkedHashMap<>();

    private Town(World world, List<Place> places) {
        this.contract = new Contract(
                Repository.text(Repository.root().resolve("hub/src/main/resources/api/openapi.yaml")),
                Repository.text(Repository.root().resolve("hub/src/main/resources/api/asyncapi.yaml")));
        this.writers = List.of(world.teacherVerneCp, world.teacherVerneCe1, world.headVerne, world.staffVerne);
        UUID staffRoom = find(places, "staff_room", world.verne.id());
        channels.put(world.teacherVerneCp.id(), List.of(staffRoom, find(places, "class_families", world.verneCp.id())));
        channels.put(
                world.teacherVerneCe1.id(), List.of(staffRoom, find(places, "class_families", world.verneCe1.id())));
        channels.put(world.headVerne.id(), List.of(staffRoom, find(places, "school_notice", world.verne.id())));
        channels.put(world.staffVerne.id(), List.of(staffRoom));
    }

    /** Puts the world into the hub's database and signs the writers in; their tokens outlive the hub. */
    static Town settle(DatabaseAddress database, HubProcess hub) throws SQLException {
        try (Connection connection = Databases.connect(database)) {
            World world = new World();
            WorldStore store = new WorldStore(connection);
            store.insert(world);
            Town town = new Town(world, store.channels());
            town.writers.forEach(account -> town.tokens.put(account.id(), town.signIn(hub, account)));
            return town;
        }
    }

    /** Clients of this hub; each account has several, every second one speaks over the stream. */
    List<Poster> posters(HubProcess hub, Ledger ledger, int count) {
        List<Poster> posters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Account account = writers.get(i % writers.size());
            boolean stream = i / writers.size() % 2 == 1;
            posters.add(new Poster(
                    "client " + i + (stream ? ", stream" : ", HTTP"),
                    member(hub, account),
                    channels.getOrDefault(account.id(), List.of()),
                    stream,
                    ledger));
        }
        return posters;
    }

    /** Every post of every channel that was written to, each channel in its order. */
    List<Stored> stored(HubProcess hub) {
        Map<UUID, List<Stored>> byChannel = new LinkedHashMap<>();
        for (Account account : writers) {
            for (UUID channel : channels.getOrDefault(account.id(), List.of())) {
                byChannel.computeIfAbsent(
                        channel,
                        id -> member(hub, account).allPosts(id).stream()
                                .map(post -> new Stored(id, post.seq(), post.body()))
                                .toList());
            }
        }
        return byChannel.values().stream().flatMap(List::stream).toList();
    }

    private Member member(HubProcess hub, Account account) {
        Api api = Api.anonymous(hub.base(), hub.origin(), contract);
        return new Member(api.with(tokens.getOrDefault(account.id(), "")), account.id());
    }

    private String signIn(HubProcess hub, Account account) {
        return Api.anonymous(hub.base(), hub.origin(), contract)
                .post("/api/v1/sessions", Map.of("login", account.login(), "password", World.PASSWORD))
                .is(201)
                .as(Signed.class)
                .accessToken();
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
