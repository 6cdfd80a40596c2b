package fr.preau.hub.sms;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.pause.OwnHours;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.PauseBook.Addressee;
import fr.preau.channels.reach.SmsReply.Child;
import fr.preau.channels.reach.SmsReply.Matter;
import fr.preau.channels.reach.SmsWording;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.reach.Claimed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What each telephone heard of last, and for whom. */
final class ThreadStore {

    /** Written before the message leaves: one that may have left has its thread. */
    private static final String RENEW = """
            insert into sms_thread (address, person_id, account_id, channel_id, post_id, our_number, opened_at, last_at)
            select distinct on (d.address, dp.person_id, p.channel_id) d.address, dp.person_id, dp.account_id, p.channel_id,
                    p.id, $2, $3, $3
              from unnest($1::bigint[]) as n (id)
              join delivery d on d.id = n.id
              join delivery_person dp on dp.delivery_id = d.id and dp.person_id = d.recipient_id
              join post p on p.id = d.post_id
             order by d.address, dp.person_id, p.channel_id, p.seq desc
            on conflict (address, person_id, channel_id) do update
               set post_id = excluded.post_id, account_id = excluded.account_id, our_number = excluded.our_number,
                   last_at = excluded.last_at
            """;

    /**
     * Only those who have this number today: a number that went to somebody else never writes in the name of the person
     * before.
     */
    private static final String MATTERS = """
            select t.account_id, t.channel_id, t.post_id, t.last_at, c.kind, p.author_id, c.service, w.name as town,
                   display_name(aa.profile, an.civility, an.given_name, an.family_name, an.usage_name) as author_name,
                   kids.liaisons, kids.classes
              from sms_thread t
              join person q on q.id = t.person_id and q.left_at is null and q.phone_mobile = t.address
              join account a on a.id = t.account_id and a.ended_at is null
              join channel c on c.id = t.channel_id
              join post p on p.id = t.post_id
              join account aa on aa.id = p.author_id
              join person an on an.id = aa.person_id
              left join town w on w.id = c.town_id
              left join lateral (
                select array_agg(l.id order by k.name, u.person_id) as liaisons,
                       array_agg(coalesce(k.name || ', ', '') || s.name order by k.name, u.person_id) as classes
                  from guardianship g
                  join pupil u on u.person_id = g.pupil_id and u.left_at is null
                  join channel l on l.kind = 'liaison' and l.pupil_id = u.person_id
                  join school s on s.id = u.school_id
                  left join school_class k on k.id = u.class_id
                 where g.guardian_id = t.person_id and g.ended_at is null
                   and (u.class_id = c.class_id or u.school_id = c.school_id or l.id = c.id)) kids on true
             where t.address = $1 and t.last_at >= $2
             order by t.last_at desc limit 50
            """;

    private static final String LANGUAGE = """
            select language from person where phone_mobile = $1 and left_at is null
            """;

    /** As whom people with this telephone read, and where: for each of it another pause may hold. */
    private static final String READERS = """
            select distinct coalesce(x.territory_id, t.territory_id, i.territory_id) as territory_id, x.school_id, a.profile,
                   h.quiet_evening, h.quiet_morning, coalesce(h.quiet_weekend, false) as quiet_weekend
              from person q
              join account a on a.person_id = q.id and a.ended_at is null
              left join reach_profile h on h.person_id = q.id
              cross join lateral (
                select m.territory_id, m.school_id, m.town_id, m.district_id
                  from assignment m where m.account_id = a.id and m.ended_at is null
                union
                select null::uuid, u.school_id, null::uuid, null::uuid from guardianship g
                  join pupil u on u.person_id = g.pupil_id and u.left_at is null
                 where g.guardian_id = q.id and g.ended_at is null and a.profile = 'guardian') x
              left join school s on s.id = x.school_id
              left join town t on t.id = coalesce(x.town_id, s.town_id)
              left join inspection_district i on i.id = x.district_id
             where q.phone_mobile = $1 and q.left_at is null
            """;

    private final Pool pool;

    ThreadStore(Pool pool) {
        this.pool = pool;
    }

    /** Notes that these telephones are being told of these posts. */
    Future<Void> renew(Collection<Claimed> claimed, String ourNumber, Instant now) {
        if (claimed.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(RENEW)
                .execute(Tuple.tuple()
                        .addArrayOfLong(claimed.stream().map(Claimed::id).toArray(Long[]::new))
                        .addString(ourNumber)
                        .addOffsetDateTime(Moments.utc(now)))
                .mapEmpty();
    }

    /** What this telephone heard of since then, for those who have it today; the latest first. */
    Future<List<Matter>> matters(String address, Instant since) {
        return pool.preparedQuery(MATTERS)
                .execute(Tuple.of(address, Moments.utc(since)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ThreadStore::matter)
                        .toList());
    }

    private static Matter matter(Row row) {
        return new Matter(
                row.getUUID("account_id"),
                row.getUUID("channel_id"),
                ChannelKind.of(row.getString("kind")),
                row.getUUID("post_id"),
                row.getUUID("author_id"),
                row.getString("author_name"),
                place(row.getString("town"), row.getString("service")),
                children(row.getArrayOfUUIDs("liaisons"), row.getArrayOfStrings("classes")),
                row.getOffsetDateTime("last_at").toInstant());
    }

    private static String place(@Nullable String town, @Nullable String service) {
        if (town == null) {
            return "";
        }
        return service == null ? town : town + ", " + SmsWording.service(service, "fr");
    }

    private static List<Child> children(UUID @Nullable [] liaisons, String[] classes) {
        return liaisons == null
                ? List.of()
                : IntStream.range(0, liaisons.length)
                        .mapToObj(i -> new Child(liaisons[i], classes[i]))
                        .toList();
    }

    /** The language of those behind a telephone if it is the same; else French. */
    Future<String> language(String address) {
        return pool.preparedQuery(LANGUAGE).execute(Tuple.of(address)).map(rows -> {
            var languages = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString("language"))
                    .distinct()
                    .toList();
            return languages.size() == 1 ? languages.getFirst() : "fr";
        });
    }

    /** Everybody who reads this telephone, as far as the pause tells them apart; empty where nobody is known. */
    Future<List<Addressee>> readers(String address) {
        return pool.preparedQuery(READERS)
                .execute(Tuple.of(address))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> reader(row, address))
                        .toList());
    }

    private static Addressee reader(Row row, String address) {
        return new Addressee(
                row.getUUID("territory_id"),
                row.getUUID("school_id"),
                Profile.of(row.getString("profile")),
                Category.DIRECT,
                address,
                OwnHours.chosen(
                                row.getLocalTime("quiet_evening"),
                                row.getLocalTime("quiet_morning"),
                                row.getBoolean("quiet_weekend"))
                        .stream()
                        .toList());
    }
}
