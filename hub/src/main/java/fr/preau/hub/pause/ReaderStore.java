package fr.preau.hub.pause;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.pause.OwnHours;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.PauseBook.Addressee;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Who reads a channel, as far as the pause tells them apart. */
final class ReaderStore {
    private static final String READERS = """
            , reader as (
                select distinct a.person_id, a.profile from aud join account a on a.id = aud.account_id
                  join person q on q.id = a.person_id and q.left_at is null
                 where a.person_id <> $2)
            select r.profile, h.quiet_evening, h.quiet_morning, coalesce(h.quiet_weekend, false) as quiet_weekend,
                   c.kind, c.service, l.school_id as school, l.territory_id as territory, count(*) as people
              from reader r
              left join reach_profile h on h.person_id = r.person_id
              join channel c on c.id = $1
              join channel_place l on l.channel_id = c.id
             group by 1, 2, 3, 4, 5, 6, 7, 8
            """;

    private static final String OF_CHANNEL =
            "with aud as (select account_id from channel_member where channel_id = $1)" + READERS;

    private static final String OF_AUDIENCE = """
            with aud as (
                select m.account_id from unnest($3::text[], $4::uuid[]) as x (scope, ref)
                  join audience_member m on m.scope = x.scope and m.ref = x.ref)
            """ + READERS;

    private final Pool pool;

    ReaderStore(Pool pool) {
        this.pool = pool;
    }

    /** So many readers for whom the pause is the same. */
    record Group(Addressee to, int people) {}

    /** All members of a channel but this person. */
    Future<List<Group>> ofChannel(UUID channel, UUID but) {
        return groups(OF_CHANNEL, Tuple.of(channel, but));
    }

    /** Everybody behind these audiences but this person. */
    Future<List<Group>> ofAudience(UUID channel, UUID but, List<Audience> parts) {
        return groups(
                OF_AUDIENCE,
                Tuple.of(channel, but)
                        .addArrayOfString(
                                parts.stream().map(part -> part.scope().code()).toArray(String[]::new))
                        .addArrayOfUUID(parts.stream().map(Audience::ref).toArray(UUID[]::new)));
    }

    private Future<List<Group>> groups(String query, Tuple values) {
        return pool.preparedQuery(query)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReaderStore::group)
                        .toList());
    }

    private static Group group(Row row) {
        return new Group(
                new Addressee(
                        row.getUUID("territory"),
                        row.getUUID("school"),
                        Profile.of(row.getString("profile")),
                        Category.of(ChannelKind.of(row.getString("kind")), row.getString("service")),
                        "",
                        OwnHours.chosen(
                                        row.getLocalTime("quiet_evening"),
                                        row.getLocalTime("quiet_morning"),
                                        row.getBoolean("quiet_weekend"))
                                .stream()
                                .toList()),
                row.getInteger("people"));
    }
}
