package fr.preau.hub.safety;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Rights to raise a safety alert. */
final class SafetyStore {
    /**
     * A right as operators see it.
     *
     * @param place territory, town or school, by its id
     */
    record Right(
            UUID id,
            UUID account,
            String name,
            String profile,
            String scope,
            UUID place,
            String label,
            Instant grantedAt) {}

    /** A right for the school, the town or the territory where the channel lies. */
    private static final String ALLOWS = """
            select distinct p.channel_id from safety_right r join channel_place p
                on r.school_id = p.school_id or r.town_id = p.town_id or r.territory_id = p.territory_id
             where r.account_id = $1 and r.revoked_at is null and p.channel_id = any ($2)
            """;

    /** The territories of an operator ($1), and a place in one of them. */
    private static final String MINE = """
            mine as (
                select territory_id from assignment where account_id = $1 and role = 'operator' and ended_at is null),
            places as (
                select 'territory' as scope, te.id, te.id as territory_id, te.name as label
                  from mine join territory te on te.id = mine.territory_id
                union all
                select 'town', t.id, t.territory_id, t.name from mine join town t on t.territory_id = mine.territory_id
                union all
                select 'school', s.id, t.territory_id, s.name
                  from mine join town t on t.territory_id = mine.territory_id join school s on s.town_id = t.id)
            """;

    /** People who work in the territory; a right for anybody else would be a slip. */
    private static final String GRANT = "with " + MINE + """
            , written as (
                insert into safety_right (id, account_id, territory_id, town_id, school_id, granted_by, granted_at)
                select $2, a.id, case p.scope when 'territory' then p.id end, case p.scope when 'town' then p.id end,
                    case p.scope when 'school' then p.id end, $1, $6
                  from places p
                  join account a on a.id = $3 and a.ended_at is null and a.profile not in ('guardian', 'pupil')
                 where p.scope = $4 and p.id = $5
                   and exists (
                    select 1 from assignment x
                      left join school xs on xs.id = x.school_id
                      left join town xt on xt.id = coalesce(x.town_id, xs.town_id)
                      left join inspection_district xd on xd.id = x.district_id
                     where x.account_id = a.id and x.ended_at is null
                       and coalesce(x.territory_id, xd.territory_id, xt.territory_id) = p.territory_id)
                on conflict do nothing
                returning id)
            select (select count(*) from written) as written, (
                select r.id from safety_right r
                 where r.account_id = $3 and coalesce(r.territory_id, r.town_id, r.school_id) = $5
                   and r.revoked_at is null and exists (select 1 from places p where p.id = $5)) as earlier
            """;

    private static final String SAME_PERSON = """
            select (select person_id from account where id = $1) = (select person_id from account where id = $2) as same
            """;

    private static final String REVOKE = "with " + MINE + """
            update safety_right r set revoked_by = $1, revoked_at = $3
              from places p
             where r.id = $2 and r.revoked_at is null and p.id = coalesce(r.territory_id, r.town_id, r.school_id)
            returning r.account_id
            """;

    private static final String LIST = "with " + MINE + """
            select r.id, r.account_id, a.profile, p.scope, p.id as place, p.label, r.granted_at,
                display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) as name
              from places p
              join safety_right r on p.id = coalesce(r.territory_id, r.town_id, r.school_id) and r.revoked_at is null
              join account a on a.id = r.account_id
              join person q on q.id = a.person_id
             order by r.granted_at desc, r.id
             limit 1000
            """;

    private final Pool pool;

    SafetyStore(Pool pool) {
        this.pool = pool;
    }

    /** In which of these channels the account may raise an alert. */
    Future<Set<ChannelId>> allowsAmong(AccountId account, Set<ChannelId> channels) {
        UUID[] ids = channels.stream().map(ChannelId::value).toArray(UUID[]::new);
        return pool.preparedQuery(ALLOWS)
                .execute(Tuple.of(account.value()).addArrayOfUUID(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ChannelId(row.getUUID("channel_id")))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether two accounts are one person's. */
    Future<Boolean> samePerson(AccountId one, UUID other) {
        return pool.preparedQuery(SAME_PERSON)
                .execute(Tuple.of(one.value(), other))
                .map(rows -> Boolean.TRUE.equals(rows.iterator().next().getBoolean("same")));
    }

    /** Gives the right; empty when place or account are not in the operator's territory. One that is there stays. */
    Future<Optional<UUID>> grant(
            SqlClient transaction, AccountId operator, UUID id, UUID account, String scope, UUID place, Instant now) {
        return transaction
                .preparedQuery(GRANT)
                .execute(Tuple.of(operator.value(), id, account, scope, place, Moments.utc(now)))
                .map(rows -> rows.iterator().next())
                .map(row -> row.getLong("written") > 0 ? Optional.of(id) : Optional.ofNullable(row.getUUID("earlier")));
    }

    /** Takes the right back; empty when there is none here. Else whose it was. */
    Future<Optional<UUID>> revoke(SqlClient transaction, AccountId operator, UUID id, Instant now) {
        return transaction
                .preparedQuery(REVOKE)
                .execute(Tuple.of(operator.value(), id, Moments.utc(now)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID("account_id")));
    }

    /** The rights that hold in the operator's territories, newest first. */
    Future<List<Right>> list(AccountId operator) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(operator.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SafetyStore::right)
                        .toList());
    }

    private static Right right(Row row) {
        return new Right(
                row.getUUID("id"),
                row.getUUID("account_id"),
                row.getString("name"),
                row.getString("profile"),
                row.getString("scope"),
                row.getUUID("place"),
                row.getString("label"),
                row.getOffsetDateTime("granted_at").toInstant());
    }
}
