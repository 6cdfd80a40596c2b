package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.PersonId;
import fr.preau.channels.people.Profile;
import fr.preau.channels.people.SessionId;
import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Five schools with six people each, who write in their staff rooms; the first two people are in every school. */
final class StaffRooms implements AutoCloseable {
    private static final String WORLD = """
            insert into territory (name) values ('Agglomération');
            insert into town (territory_id, insee, name) select id, '78646', 'Val-Clair' from territory;
            insert into school (uai, name, town_id)
                select '078000' || i || 'A', 'École ' || i, t.id from generate_series(1, 5) i, town t;
            insert into person (given_name, family_name, civility)
                select 'P', 'p' || i, 'Mme' from generate_series(1, 30) i;
            insert into account (person_id, profile, login, activated_at)
                select id, 'staff', family_name, now() from person;
            insert into assignment (account_id, role, school_id)
                select a.id, 'staff', s.id from account a join (select id, row_number() over (order by uai) as n from school) s
                    on substr(a.login, 2)::int in (1, 2) or (substr(a.login, 2)::int - 1) / 6 + 1 = s.n;
            select open_missing_channels();
            """;

    final Vertx vertx = Vertx.vertx();
    final Pool pool;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Conversation conversation;

    StaffRooms(Map<String, String> settings) {
        Conversation.registerCodecs(vertx.eventBus());
        pool = TestDatabase.fresh(vertx);
        run(WORLD);
        conversation = another(settings, meters);
    }

    /** One more node on the same database. */
    Conversation another(Map<String, String> settings, SimpleMeterRegistry measured) {
        Map<String, String> all = new HashMap<>(settings);
        Ground ground = new Ground(vertx, pool, Settings.of(all), Clock.systemUTC(), new Random(1), measured);
        return new Conversation(ground, (channel, parts) -> Future.succeededFuture(false));
    }

    /** A person by number, from 1. */
    Caller person(int number) {
        Row row = one("select id, person_id from account where login = 'p" + number + "'");
        return new Caller(
                new AccountId(row.getUUID(0)),
                new PersonId(row.getUUID(1)),
                Profile.STAFF,
                new SessionId(UUID.randomUUID()),
                "p" + number,
                "fr");
    }

    /** The staff room of a school by number, from 1. */
    ChannelId room(int school) {
        return new ChannelId(one("""
                select c.id from channel c join school s on s.id = c.school_id
                 where c.kind = 'staff_room' and s.uai = '078000%dA'""".formatted(school)).getUUID(0));
    }

    Future<Posted> write(int person, ChannelId room, String key, String body) {
        return conversation.post(person(person), room, NewPost.reply(key, body, null));
    }

    /** The texts of a channel in its order. */
    List<String> texts(ChannelId room) {
        return StreamSupport.stream(
                        rows("select body from post where channel_id = '" + room + "' order by seq")
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }

    /** The plan that a connection makes and keeps for a statement that is to go by indexes, with the tables as they are now. */
    String plan(String statement) {
        RowSet<Row> plan = await(pool.withTransaction(transaction -> transaction
                .query("set local enable_seqscan = off")
                .execute()
                .compose(set ->
                        transaction.query("explain (generic_plan) " + statement).execute())));
        return StreamSupport.stream(plan.spliterator(), false)
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }

    /** How many transactions wrote the posts of a channel. */
    long commits(ChannelId room) {
        return one("select count(distinct xmin::text) from post where channel_id = '" + room + "'")
                .getLong(0);
    }

    long number(String query) {
        return one(query).getLong(0);
    }

    void run(String sql) {
        await(pool.query(sql).execute());
    }

    private Row one(String query) {
        return rows(query).iterator().next();
    }

    private RowSet<Row> rows(String query) {
        return await(pool.query(query).execute());
    }

    static <T extends @Nullable Object> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
    }
}
