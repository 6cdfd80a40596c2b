package fr.preau.hub.email;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.reach.Category;
import fr.preau.hub.email.SentStore.Sent;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * What the readers of one e-mail want no more by e-mail. It is kept among their own choices, so that they find it in the app,
 * and so that the plan of reach takes the next route; the address itself stays good for all else.
 */
final class OffStore {
    /** Those whom the e-mail was for, while the mailbox is theirs. */
    private static final String WHO = """
            with who as materialized (
                select distinct dp.person_id from email_sent_delivery s
                  join delivery_person dp on dp.delivery_id = s.delivery_id
                  join person q on q.id = dp.person_id and lower(q.email) = $2
                 where s.token_hash = $1)
            """;

    private static final String STATE = WHO + """
            select exists (select 1 from email_off where token_hash = $1) as undo,
                   coalesce(bool_and(coalesce(p.choice, 'on') = 'off') filter (where c.category = any ($3::text[])), true) as kind_off,
                   coalesce(bool_and(p.choice is distinct from 'digest'), true) as digest_off,
                   coalesce(bool_and(coalesce(p.choice, 'on') = 'off'), true) as all_off
              from who cross join unnest($4::text[]) as c (category)
              left join reach_preference p
                on p.person_id = who.person_id and p.route = 'email' and p.category = c.category
            """;

    private static final String END = WHO + """
            , ending as materialized (
                select who.person_id, c.category, p.choice as former
                  from who cross join unnest($3::text[]) as c (category)
                  left join reach_preference p
                    on p.person_id = who.person_id and p.route = 'email' and p.category = c.category
                 where p.choice is distinct from 'off' and ($4 or p.choice = 'digest')),
            noted as (
                insert into email_off (token_hash, person_id, category, former, at)
                select $1, person_id, category, former, $5 from ending
                on conflict (token_hash, person_id, category) do update set former = excluded.former, at = excluded.at)
            insert into reach_preference (person_id, category, route, choice, set_at)
            select person_id, category, 'email', 'off', $5 from ending
            on conflict (person_id, category, route) do update set choice = 'off', set_at = excluded.set_at
            """;

    /** What waits for these people alone; a mailbox may have other readers who still want it. */
    private static final String WAITING = WHO + """
            select d.id, d.post_id, c.kind, c.service
              from (select distinct dp.delivery_id from who join delivery_person dp on dp.person_id = who.person_id) x
              join delivery d on d.id = x.delivery_id and d.state = 'pending' and d.route = 'email' and d.address = $2
                and not d.through_pause and (d.digest or $3)
              join post p on p.id = d.post_id join channel c on c.id = p.channel_id
             where not exists (
                select 1 from delivery_person o where o.delivery_id = d.id and o.person_id not in (select person_id from who))
               for update of d
            """;

    private static final String SKIP = """
            update delivery set state = 'skipped', reason = 'not_wanted', changed_at = $2
             where id = any ($1::bigint[]) and state = 'pending'
            """;

    /** Only what still is as the link left it. */
    private static final String UNDO = """
            with undone as (delete from email_off where token_hash = $1 returning person_id, category, former),
            again as (
                update reach_preference p set choice = u.former, set_at = $2 from undone u
                 where p.person_id = u.person_id and p.category = u.category and p.route = 'email' and p.choice = 'off'
                   and u.former is not null)
            delete from reach_preference p using undone u
             where p.person_id = u.person_id and p.category = u.category and p.route = 'email' and p.choice = 'off'
               and u.former is null
            """;

    private static final Set<Category> ALL = Set.of(Category.values());

    /**
     * How things stand for the readers of an e-mail.
     *
     * @param undo whether its link switched off anything that it could switch on again
     * @param kind whether they get nothing more of its kind by e-mail
     * @param all whether they get no e-mail at all, but for alerts
     */
    record State(boolean undo, boolean kind, boolean all) {}

    private final Pool pool;

    OffStore(Pool pool) {
        this.pool = pool;
    }

    Future<State> state(Sent mail) {
        var kind = mail.category().map(Category::code).stream().toArray(String[]::new);
        return pool.preparedQuery(STATE)
                .execute(who(mail).addArrayOfString(kind).addArrayOfString(codes(ALL)))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new State(
                            row.getBoolean("undo"),
                            row.getBoolean(mail.category().isPresent() ? "kind_off" : "digest_off"),
                            row.getBoolean("all_off"));
                });
    }

    /** No more e-mail of this e-mail's kind; for a daily one, no more daily ones. Doing it twice changes nothing. */
    Future<Set<UUID>> endKind(Sent mail, Instant now) {
        return mail.category()
                .map(one -> end(mail, Set.of(one), true, now))
                .orElseGet(() -> end(mail, ALL, false, now));
    }

    /** No more e-mail of any kind but alerts. */
    Future<Set<UUID>> endAll(Sent mail, Instant now) {
        return end(mail, ALL, true, now);
    }

    /**
     * @param each also what does not come as a part of a daily e-mail
     * @return the posts of which something that waited will not leave
     */
    private Future<Set<UUID>> end(Sent mail, Set<Category> kinds, boolean each, Instant now) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(END)
                .execute(who(mail)
                        .addArrayOfString(codes(kinds))
                        .addBoolean(each)
                        .addOffsetDateTime(Moments.utc(now)))
                .compose(ended -> skip(transaction, mail, kinds, each, now)));
    }

    private static Future<Set<UUID>> skip(
            SqlClient transaction, Sent mail, Set<Category> kinds, boolean each, Instant now) {
        return transaction
                .preparedQuery(WAITING)
                .execute(who(mail).addBoolean(each))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> kinds.contains(
                                Category.of(ChannelKind.of(row.getString("kind")), row.getString("service"))))
                        .toList())
                .compose(waiting -> transaction
                        .preparedQuery(SKIP)
                        .execute(Tuple.of(
                                waiting.stream().map(row -> row.getLong("id")).toArray(Long[]::new), Moments.utc(now)))
                        .map(skipped -> posts(waiting)));
    }

    private static Set<UUID> posts(Collection<Row> rows) {
        return Set.copyOf(rows.stream().map(row -> row.getUUID("post_id")).toList());
    }

    /** What this link switched off is again as it was before; what did not leave meanwhile does not come after all. */
    Future<Void> undo(Sent mail, Instant now) {
        return pool.preparedQuery(UNDO)
                .execute(Tuple.of(mail.token().hash(), Moments.utc(now)))
                .mapEmpty();
    }

    private static Tuple who(Sent mail) {
        return Tuple.tuple().addBuffer(mail.token().hash()).addString(mail.address());
    }

    private static String[] codes(Set<Category> kinds) {
        return kinds.stream().map(Category::code).toArray(String[]::new);
    }
}
