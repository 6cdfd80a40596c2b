package fr.preau.hub.bulletin;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.hub.conversation.AudienceCheck;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What audiences a town's service may choose from, and whom a choice would reach. */
public final class AudienceStore implements AudienceCheck {
    /** One choice; {@code group} is the school of a class. */
    record Choice(
            String scope, UUID ref, String label, @Nullable String group, int children) {}

    /** Whom an audience reaches; people without an app and with a mobile count once a telephone in {@code bySms}. */
    record Count(int children, int people, int byApp, int bySms, int unreachable) {}

    /** The places and lists of the channel's own town and service ({@code $1}). */
    private static final String OURS = """
            ch as (select town_id, service from channel where id = $1 and kind = 'town_bulletin'),
            ours as (
                select 'town' as scope, t.id as ref, t.name as label, null::text as grp, 1 as rank
                  from ch join town t on t.id = ch.town_id
                union all
                select 'school', s.id, s.name, null, 2 from ch join school s on s.town_id = ch.town_id
                union all
                select 'class', k.id, k.name, s.name, 5
                  from ch join school s on s.town_id = ch.town_id
                  join school_class k on k.school_id = s.id and k.ended_at is null
                union all
                select 'line', l.id, l.name, null, 3
                  from ch join bus_line l on l.town_id = ch.town_id where ch.service = 'transport'
                union all
                select v.activity, t.id, t.name, null, 3
                  from ch join town t on t.id = ch.town_id
                  join (values ('canteen', 'canteen'), ('transport', 'transport'), ('care_morning', 'care'),
                    ('care_evening', 'care'), ('study', 'care')) v (activity, service) on v.service = ch.service
                union all
                select v.activity, s.id, s.name, null, 4
                  from ch join school s on s.town_id = ch.town_id
                  join (values ('canteen', 'canteen'), ('transport', 'transport'), ('care_morning', 'care'),
                    ('care_evening', 'care'), ('study', 'care')) v (activity, service) on v.service = ch.service)
            """;

    private static final String CHOICES = "with " + OURS + """
            , sizes as (select scope, ref, count(distinct pupil_id) as children from audience_pupil group by 1, 2)
            select o.scope, o.ref, o.label, o.grp, coalesce(z.children, 0) as children
              from ours o left join sizes z on z.scope = o.scope and z.ref = o.ref
             order by o.rank, o.scope, o.grp nulls first, o.label
            """;

    private static final String ALL_OURS = "with " + OURS + """
            select count(*) = 0 as all_ours
              from (select * from unnest($2::text[], $3::uuid[]) as t (scope, ref)
                    except select scope, ref from ours) strangers
            """;

    private static final String COUNT = """
            with kids as (
                select distinct ap.pupil_id
                  from unnest($1::text[], $2::uuid[]) as t (scope, ref)
                  join audience_pupil ap on ap.scope = t.scope and ap.ref = t.ref),
            grown as (
                select distinct p.id, p.phone_mobile, ac.activated_at is not null as app
                  from kids k join guardianship g on g.pupil_id = k.pupil_id and g.ended_at is null
                  join person p on p.id = g.guardian_id
                  join account ac on ac.person_id = p.id and ac.profile = 'guardian' and ac.ended_at is null)
            select (select count(*) from kids) as children, count(*) as people,
                   count(*) filter (where app) as by_app,
                   count(distinct phone_mobile) filter (where not app) as by_sms,
                   count(*) filter (where not app and phone_mobile is null) as unreachable
              from grown
            """;

    private static final String SCHOOL_OF = "select school_id from channel where id = $1 and kind = 'school_notice'";

    private final Pool pool;

    public AudienceStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Boolean> allOf(ChannelId channel, List<Audience> parts) {
        return pool.preparedQuery(ALL_OURS)
                .execute(Tuple.of(channel.value(), scopes(parts), refs(parts)))
                .map(rows -> rows.iterator().next().getBoolean("all_ours"));
    }

    Future<List<Choice>> choices(ChannelId channel) {
        return pool.preparedQuery(CHOICES)
                .execute(Tuple.of(channel.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Choice(
                                row.getString("scope"),
                                row.getUUID("ref"),
                                row.getString("label"),
                                row.getString("grp"),
                                row.getInteger("children")))
                        .toList());
    }

    Future<Count> count(List<Audience> parts) {
        return pool.preparedQuery(COUNT)
                // not Tuple.of: it would take the second array for its variable arguments
                .execute(Tuple.tuple().addArrayOfString(scopes(parts)).addArrayOfUUID(refs(parts)))
                .map(rows -> count(rows.iterator().next()));
    }

    /** The school that a notice channel belongs to, or none for another kind of channel. */
    Future<@Nullable UUID> schoolOf(ChannelId channel) {
        return pool.preparedQuery(SCHOOL_OF)
                .execute(Tuple.of(channel.value()))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getUUID(0));
    }

    private static Count count(Row row) {
        return new Count(
                row.getInteger("children"),
                row.getInteger("people"),
                row.getInteger("by_app"),
                row.getInteger("by_sms"),
                row.getInteger("unreachable"));
    }

    private static String[] scopes(List<Audience> parts) {
        return parts.stream().map(part -> part.scope().code()).toArray(String[]::new);
    }

    private static UUID[] refs(List<Audience> parts) {
        return parts.stream().map(Audience::ref).toArray(UUID[]::new);
    }
}
