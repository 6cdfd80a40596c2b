package fr.preau.hub.reach;

import fr.preau.hub.ground.Moments;
import fr.preau.hub.reach.TidyingStore.Batch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Moves deliveries that are over out of the tables that workers search, batch by batch. */
final class ArchiveStore {
    private static final String MONTHS = """
            select make_archive_month(month) from (
                select distinct date_trunc('month', uuid_extract_timestamp(post_id) at time zone 'UTC')::date as month
                  from (select post_id from delivery where id > $1 order by id limit $2) next) m
             where month is not null
            """;

    /**
     * The next ones by id, oldest first, of which those move that ended before $3, whose post has nothing to follow, and whose
     * links are over at $4. One statement: a delivery is here or there, never both, never nowhere.
     */
    private static final String MOVE = """
            with next as materialized (select id, created_at from delivery where id > $1 order by id limit $2),
            old as materialized (
                select d.* from next n join delivery d on d.id = n.id
                 where d.created_at < $3 and d.changed_at < $3 and d.state not in ('pending', 'sending')
                   and not exists (select 1 from outbox o where o.post_id = d.post_id and o.done_at is null)
                   and not exists (select 1 from sms_link l where l.delivery_id = d.id and l.expires_at > $4)
                   for update of d skip locked),
            kept as (
                insert into delivery_archive (post_id, id, people, accounts, address, route, step, round, purpose, state, reason,
                    code, segments, charged, payer_kind, payer_id, provider, provider_id, tries, created_at, changed_at)
                select o.post_id, o.id,
                    coalesce(array_agg(p.person_id order by p.person_id <> o.recipient_id, p.person_id)
                        filter (where p.person_id is not null), '{}'),
                    coalesce(array_agg(p.account_id order by p.person_id <> o.recipient_id, p.person_id)
                        filter (where p.person_id is not null), '{}'),
                    o.address, o.route, o.step, o.round, o.purpose, o.state, o.reason, o.code, o.segments, o.charged,
                    o.payer_kind, o.payer_id, o.provider, o.provider_id, o.attempt, o.created_at, o.changed_at
                  from old o left join delivery_person p on p.delivery_id = o.id
                 group by o.post_id, o.id, o.address, o.route, o.step, o.round, o.purpose, o.state, o.reason, o.code,
                    o.segments, o.charged, o.payer_kind, o.payer_id, o.provider, o.provider_id, o.attempt, o.created_at,
                    o.changed_at),
            counted as (
                insert into sms_spent (payer_kind, payer_id, unit, period, segments, archived)
                select payer_kind, payer_id, 'month', date_trunc('month', charged_on)::date, 0, count(*)
                  from old where route = 'sms' and charged > 0 and charged_on is not null and payer_id is not null
                 group by 1, 2, 4 order by 1, 2, 4
                on conflict (payer_kind, payer_id, unit, period) do update
                   set archived = sms_spent.archived + excluded.archived),
            tries as (delete from delivery_attempt t using old where t.delivery_id = old.id),
            reports as (delete from provider_event e using old where e.delivery_id = old.id),
            mails as (delete from email_sent_delivery s using old where s.delivery_id = old.id),
            people as (delete from delivery_person p using old where p.delivery_id = old.id),
            gone as (delete from delivery d using old where d.id = old.id returning d.id)
            select (select max(id) from next) as last, (select count(*) from gone)::int as moved,
                (select count(*) = $2 and max(created_at) < $3 from next) as more
            """;

    private final TidyingStore tidying;

    ArchiveStore(Pool pool) {
        this.tidying = new TidyingStore(pool);
    }

    /** Moves those of the next {@code size} deliveries after {@code after} that ended before {@code before}. */
    Future<Batch> move(long after, int size, Instant before, Instant now) {
        return tidying.alone(transaction -> transaction
                .preparedQuery(MONTHS)
                .execute(Tuple.of(after, size))
                .compose(made -> transaction
                        .preparedQuery(MOVE)
                        .execute(Tuple.of(after, size, Moments.utc(before), Moments.utc(now))))
                .map(rows -> TidyingStore.batch(rows.iterator().next(), after)));
    }
}
