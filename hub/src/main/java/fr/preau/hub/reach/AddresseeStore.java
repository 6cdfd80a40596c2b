package fr.preau.hub.reach;

import fr.preau.channels.access.Standing;
import fr.preau.channels.conversation.Cover;
import fr.preau.channels.pause.OwnHours;
import fr.preau.channels.reach.Choices;
import fr.preau.channels.reach.Route;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads everybody behind a post at once. */
final class AddresseeStore {
    private static final String OF_CHANNEL = """
            everybody as materialized (
                select account_id, case when bool_or(standing = 'guardian') then 'guardian' else min(standing) end as standing
                  from channel_member where channel_id = $2 and $1::uuid is not null group by 1)
            """;

    private static final String OF_AUDIENCE = """
            everybody as materialized (
                select m.account_id, case when bool_or(m.pupil_id is null) then 'head'
                        when bool_or(g.rights = 'legal') then 'guardian' else min(g.rights) end as standing
                  from post_audience x join audience_member m on m.scope = x.scope and m.ref = x.ref
                  left join guardianship g on g.guardian_id = m.person_id and g.pupil_id = m.pupil_id
                 where x.post_id = $1 and $2::uuid is not null group by 1)
            """;

    private static final String ALL = ", aud as (select *, false as more from everybody)";

    private static final String SOME = """
            , aud as materialized (
                select *, (select count(*) from everybody) > $5 as more from everybody order by account_id limit $5)
            """;

    /** Who has done what is asked; see the view reader, which looks once more at each one that is sent. */
    private static final String DONE = """
            , reads as materialized (
                select account_id from read_cursor where channel_id = $2 and seq >= $5
                union select account_id from link_read where post_id = $1),
            signs as materialized (select pupil_id, person_id from signature where post_id = $1),
            told as materialized (
                select distinct d.account_id from delivery_person_ever d
                 where d.post_id = $1 and $6 = 'delivered'
                   and (d.state = 'delivered' or d.state = 'submitted' and d.route <> 'sms')),
            kids as materialized (
                select distinct g.pupil_id, g.guardian_id, g.rights, a.id as account_id
                  from (select distinct pupil_id from post_pupil where post_id = $1) pp
                  join guardianship g on g.pupil_id = pp.pupil_id and g.ended_at is null
                  join account a on a.person_id = g.guardian_id and a.profile = 'guardian' and a.ended_at is null),
            knows as materialized (
                select account_id from reads union select account_id from told
                union select a.id from signs s join account a on a.person_id = s.person_id),
            did as materialized (
                select k.pupil_id, k.account_id, t.pupil_id is not null or case when $6 = 'signed' and k.rights = 'legal' then s.pupil_id is not null
                        else w.account_id is not null end as own,
                    t.pupil_id is not null or case when $6 = 'signed' then k.rights = 'legal' and s.pupil_id is not null
                        else w.account_id is not null end as covers
                  from kids k left join knows w on w.account_id = k.account_id
                  left join signs s on s.pupil_id = k.pupil_id and s.person_id = k.guardian_id
                  left join told_otherwise t on t.post_id = $1 and t.pupil_id = k.pupil_id),
            covered as materialized (select pupil_id, bool_or(covers) as covered from did group by 1),
            done as materialized (
                select d.account_id, bool_and(d.own) as own, bool_and(c.covered) as covered
                  from did d join covered c on c.pupil_id = d.pupil_id group by 1)
            """;

    private static final String ADDRESSEES = """
            select a.id as account_id, a.person_id, a.activated_at is not null as app, aud.standing, q.language,
                q.phone_mobile, lower(q.email) as email, s.address is not null as no_sms, e.address is not null as no_email,
                d.devices, h.choices, w.quiet_evening, w.quiet_morning, coalesce(w.quiet_weekend, false) as quiet_weekend,
                coalesce(w.digest_hour, '18:00') as digest_hour, aud.more,
                aud.more and (
                    exists (select 1 from person o where o.phone_mobile = q.phone_mobile and o.id <> q.id)
                    or exists (select 1 from person o where lower(o.email) = lower(q.email) and o.id <> q.id)) as shared,
                %s as own, %s as covered
              from aud join account a on a.id = aud.account_id and a.ended_at is null
              join person q on q.id = a.person_id and q.left_at is null
              left join suppressed_address s on s.route = 'sms' and s.address = q.phone_mobile
              left join suppressed_address e on e.route = 'email' and e.address = lower(q.email)
              left join (
                select p.account_id, array_agg(p.id::text order by p.id) as devices from push_device p
                 where not exists (select 1 from suppressed_address x where x.route = 'push' and x.address = p.id::text)
                 group by 1) d on d.account_id = a.id
              left join (
                select person_id, array_agg(route || ':' || choice) as choices from reach_choice
                 where category in ($3, '*') group by 1) h on h.person_id = a.person_id
              left join reach_profile w on w.person_id = a.person_id
              %s
             where a.person_id <> $4
             order by a.id
            """;

    /**
     * A class of 20 and a town of 27,000 need different plans; making one is little beside reading a town. Holds to the end of
     * the transaction, so also for the queueing that follows.
     */
    private static final String PLAN_ANEW = "set local plan_cache_mode = force_custom_plan";

    private static final String DONE_JOIN =
            "left join done on done.account_id = a.id left join knows on knows.account_id = a.id";

    private final SqlClient transaction;

    AddresseeStore(SqlClient transaction) {
        this.transaction = transaction;
    }

    /**
     * Everybody whom the post is for but its author.
     *
     * @param looking whether to find out who is satisfied; else nobody is
     */
    Future<List<Addressee>> of(PlanStore.Post post, boolean looking) {
        var values = values(post);
        if (looking) {
            values.addLong(post.seq()).addString(post.goal().code());
        }
        var people = looking
                ? DONE
                        + ADDRESSEES.formatted(
                                "coalesce(done.own, knows.account_id is not null)",
                                "coalesce(done.covered, false)",
                                DONE_JOIN)
                : ADDRESSEES.formatted("false", "false", "");
        return read(audience(post) + ALL + people, values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> addressee(row, post.cover()))
                        .toList());
    }

    /**
     * Some of an audience.
     *
     * @param more whether there are others
     */
    record Some(List<Addressee> people, boolean more) {}

    /**
     * Up to so many of those whom the post is for, nobody being satisfied yet. If there are more, whoever shares an address is
     * left for {@link #of}, so that what is merged by address is the same as if all were read.
     */
    Future<Some> some(PlanStore.Post post, int most) {
        return read(
                        audience(post) + SOME + ADDRESSEES.formatted("false", "false", ""),
                        values(post).addInteger(most))
                .map(rows -> {
                    var people = new ArrayList<Addressee>();
                    boolean more = rows.size() == 0; // none of these is there any more, others may be
                    for (Row row : rows) {
                        more |= row.getBoolean("more");
                        if (!row.getBoolean("shared")) {
                            people.add(addressee(row, post.cover()));
                        }
                    }
                    return new Some(List.copyOf(people), more);
                });
    }

    private static Tuple values(PlanStore.Post post) {
        return Tuple.tuple()
                .addUUID(post.id())
                .addUUID(post.channel())
                .addString(post.category().code())
                .addUUID(post.author());
    }

    private static String audience(PlanStore.Post post) {
        return "with " + (post.targeted() ? OF_AUDIENCE : OF_CHANNEL);
    }

    private Future<RowSet<Row>> read(String query, Tuple values) {
        return transaction
                .query(PLAN_ANEW)
                .execute()
                .compose(anew -> transaction.preparedQuery(query).execute(values));
    }

    private static Addressee addressee(Row row, Cover cover) {
        return new Addressee(
                row.getUUID("account_id"),
                row.getUUID("person_id"),
                Standing.of(row.getString("standing")),
                row.getBoolean("app"),
                row.getString("language"),
                strings(row.getArrayOfStrings("devices")),
                Optional.ofNullable(row.getString("email")).filter(address -> !address.isBlank()),
                Optional.ofNullable(row.getString("phone_mobile")),
                suppressed(row),
                choices(row.getArrayOfStrings("choices")),
                OwnHours.chosen(
                        row.getLocalTime("quiet_evening"),
                        row.getLocalTime("quiet_morning"),
                        row.getBoolean("quiet_weekend")),
                row.getLocalTime("digest_hour"),
                row.getBoolean("own") || (cover == Cover.ONE && row.getBoolean("covered")));
    }

    private static Set<Route> suppressed(Row row) {
        var routes = EnumSet.noneOf(Route.class);
        if (row.getBoolean("no_sms")) {
            routes.add(Route.SMS);
        }
        if (row.getBoolean("no_email")) {
            routes.add(Route.EMAIL);
        }
        return routes;
    }

    private static Choices choices(String @Nullable [] chosen) {
        if (chosen == null) {
            return Choices.ALL;
        }
        var refused = EnumSet.noneOf(Route.class);
        boolean daily = false;
        for (String one : chosen) {
            int colon = one.indexOf(':');
            switch (one.substring(colon + 1)) {
                case "no" -> refused.add(Route.of(one.substring(0, colon)));
                case "digest" -> daily = true;
                default -> {
                    // Anything else is the standard: the route, at once.
                }
            }
        }
        return new Addressee.Chosen(refused, daily);
    }

    private static List<String> strings(String @Nullable [] values) {
        return values == null ? List.of() : List.of(values);
    }
}
