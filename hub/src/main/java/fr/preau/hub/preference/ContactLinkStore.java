package fr.preau.hub.preference;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Links that ask whether a telephone or mailbox is the person's, and what came of them. */
final class ContactLinkStore {
    private static final int MOST_A_DAY = 3;

    /** Not to an address that must be left alone, and a few a day only. */
    private static final String ASK = """
            with mine as (
                select x.address, p.language
                  from person p
                  cross join lateral (values ('email', nullif(lower(p.email), '')), ('sms', nullif(p.phone_mobile, '')))
                    as x (route, address)
                 where p.id = $1 and x.route = $2 and x.address is not null
                   and not exists (select 1 from suppressed_address s where s.route = $2 and s.address = x.address)),
            few as (
                select count(*) < $6 as few from contact_link
                 where person_id = $1 and created_at > $4::timestamptz - interval '1 day'),
            made as (
                insert into contact_link (hash, person_id, route, address, created_at, expires_at)
                select $3, $1, $2, mine.address, $4, $5 from mine, few where few.few
                returning address),
            noted as (
                insert into contact_confirmation (person_id, route, address, asked_at)
                select $1, $2, address, $4 from made
                on conflict (person_id, route, address) do update set asked_at = excluded.asked_at)
            select mine.address, mine.language, few.few from mine, few
            """;

    private static final String FIND = """
            select l.route, l.address, p.language from contact_link l join person p on p.id = l.person_id
             where l.hash = $1 and l.expires_at > $2 and l.used_at is null
            """;

    /** Only while the address is still the person's, and once. */
    private static final String CONFIRM = """
            with used as (
                update contact_link set used_at = $2 where hash = $1 and expires_at > $2 and used_at is null
                returning person_id, route, address)
            update contact_confirmation c set confirmed_at = $2
              from used u where c.person_id = u.person_id and c.route = u.route and c.address = u.address
            """;

    private static final String NOT_MINE = """
            with used as (
                update contact_link set used_at = $2 where hash = $1 and expires_at > $2 and used_at is null
                returning person_id, route, address),
            unconfirmed as (
                delete from contact_confirmation c using used u
                 where c.person_id = u.person_id and c.route = u.route and c.address = u.address)
            insert into suppressed_address (route, address, reason, code, at)
            select route, address, 'not_theirs', 0, $2 from used
            on conflict (route, address) do nothing
            """;

    /** Where a link goes, and in which language. */
    record Asked(String address, String language, boolean few) {}

    /** A link that still may be used. */
    record Link(String route, String address, String language) {}

    private final Pool pool;

    ContactLinkStore(Pool pool) {
        this.pool = pool;
    }

    /** Keeps a new link; empty where the person has no such address that may be used. */
    Future<Optional<Asked>> ask(UUID person, String route, Buffer hash, Instant now, Instant until) {
        return pool.preparedQuery(ASK)
                .execute(Tuple.of(person, route, hash, Moments.utc(now), Moments.utc(until), MOST_A_DAY))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row ->
                                new Asked(row.getString("address"), row.getString("language"), row.getBoolean("few")))
                        .findFirst());
    }

    Future<Optional<Link>> find(Buffer hash, Instant now) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(hash, Moments.utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row ->
                                new Link(row.getString("route"), row.getString("address"), row.getString("language")))
                        .findFirst());
    }

    Future<Void> confirm(Buffer hash, Instant now) {
        return pool.preparedQuery(CONFIRM)
                .execute(Tuple.of(hash, Moments.utc(now)))
                .mapEmpty();
    }

    /** Nothing more goes to this address; the school sees it among what it has to put right. */
    Future<Void> notMine(Buffer hash, Instant now) {
        return pool.preparedQuery(NOT_MINE)
                .execute(Tuple.of(hash, Moments.utc(now)))
                .mapEmpty();
    }
}
