package fr.preau.hub.reach;

import fr.preau.hub.ground.Moments;
import fr.preau.hub.ground.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Old posts, their deliveries, and the work that archives them. */
public final class ArchiveScene implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
    static final Instant OLD = NOW.minus(Duration.ofDays(61));
    static final Instant OVER = NOW.minus(Duration.ofDays(60));
    private static final int SIZE = 3;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestDatabase.fresh(vertx);
    private final ReachTown town = new ReachTown(pool);
    private final ArchiveStore store = new ArchiveStore(pool);
    private final ForgettingStore forgetting = new ForgettingStore(pool);
    private int posts;

    /** The database, which has nothing but this. */
    public Pool pool() {
        return pool;
    }

    public ReachTown town() {
        return town;
    }

    /** A bulletin whose outbox is done; its id tells its time, as those of the hub do. */
    public UUID oldPost() {
        return post(OLD);
    }

    UUID post(Instant at) {
        UUID made = town.bulletin("Cantine", "Fermée", at);
        UUID id = new UUID(at.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L | ++posts);
        town.run("update outbox set done_at = $1 where done_at is null", Moments.utc(at));
        town.run("""
                insert into post (id, channel_id, seq, author_id, client_key, title, body, targeted, created_at, search_text)
                select $2::uuid, channel_id, 1000 + seq, author_id, client_key || 'x', title, body, targeted, created_at, ''
                  from post where id = $1
                """, made, id);
        town.run("update post_audience set post_id = $2 where post_id = $1", made, id);
        return id;
    }

    /** A text message of the post to somebody, with a try and a report; its id. */
    public long delivery(UUID post, UUID person, String state, int segments) {
        return delivery(post, person, state, segments, OLD);
    }

    long delivery(UUID post, UUID person, String state, int segments, Instant at) {
        long id = town.number("""
                with d as (
                    insert into delivery (post_id, recipient_id, account_id, route, address, language, state, segments, charged,
                        charged_on, payer_kind, payer_id, attempt, provider_id, due_at, deadline, created_at, changed_at)
                    select $1::uuid, id, id, 'sms', coalesce(phone_mobile, '?'), 'fr', $3::text, $4::int, $4::int,
                        $5::timestamptz::date, 'town', $1::uuid, 1, 'SM' || gen_random_uuid(), $5::timestamptz, $5::timestamptz,
                        $5::timestamptz, $5::timestamptz
                      from person where id = $2::uuid
                    returning id, recipient_id)
                insert into delivery_person (delivery_id, person_id, account_id) select id, recipient_id, recipient_id from d
                returning delivery_id
                """, post, person, state, segments, Moments.utc(at));
        town.run("""
                insert into delivery_attempt (delivery_id, attempt, provider, outcome, at) values ($1, 1, 'twilio', 'accepted', now())
                """, id);
        town.run("""
                insert into provider_event (provider, provider_id, stage, code, delivery_id, attempt, at)
                select 'twilio', provider_id, 'sent', 0, id, 1, now() from delivery where id = $1
                """, id);
        return id;
    }

    /** Everything that is over, in small batches; how many. */
    public int archive() {
        int moved = 0;
        TidyingStore.Batch batch = new TidyingStore.Batch(true, 0, 0, true);
        while (batch.more()) {
            batch = move(batch.last());
            moved += batch.moved();
        }
        return moved;
    }

    TidyingStore.Batch move(long after) {
        return ReachTown.await(store.move(after, SIZE, OVER, NOW));
    }

    ForgettingStore forgetting() {
        return forgetting;
    }

    ArchiveStore store() {
        return store;
    }

    @Override
    public void close() {
        ReachTown.await(pool.close());
        ReachTown.await(vertx.close());
    }
}
