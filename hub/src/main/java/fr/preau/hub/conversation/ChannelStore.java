package fr.preau.hub.conversation;

import fr.preau.channels.access.Standing;
import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Place;
import fr.preau.channels.people.AccountId;
import fr.preau.hub.conversation.PlaceBook.Asked;
import fr.preau.hub.conversation.PlaceBook.Known;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Channels as their members see them: what one is there, unread counts, read cursors, replies open or closed. */
final class ChannelStore {
    /** A channel in a list. */
    record Listed(
            Place place,
            String label,
            long lastSeq,
            long readSeq,
            int unread,
            Instant lastAt,
            @Nullable PostView lastPost) {}

    /** What tells channel {@code c} from others of its kind, to the account in the format's place. */
    static final String PLACE = """
            case c.kind
              when 'class_pupils' then (select k.name || ' · ' || s.name from school_class k join school s on s.id = k.school_id where k.id = c.class_id)
              when 'class_families' then (select k.name || ' · ' || s.name from school_class k join school s on s.id = k.school_id where k.id = c.class_id)
              when 'liaison' then (select n.given_name || ' ' || coalesce(nullif(n.usage_name, ''), n.family_name) || coalesce(' · ' || k.name, '')
                   from pupil pu join person n on n.id = pu.person_id left join school_class k on k.id = pu.class_id where pu.person_id = c.pupil_id)
              when 'direct' then (select display_name(oa.profile, n.civility, n.given_name, n.family_name, n.usage_name)
                   from account oa join person n on n.id = oa.person_id
                  where oa.id = case when c.account_a = %1$s then c.account_b else c.account_a end)
              when 'inspection' then (select d.name from inspection_district d where d.id = c.district_id)
              when 'town_bulletin' then (select t.name from town t where t.id = c.town_id)
              else (select s.name from school s where s.id = c.school_id) end
            """;

    /** With the oldest transaction that is still running: of what it and later ones change in rights nothing is seen. */
    private static final String STANDINGS = """
            select c.id, t.account_id, c.kind, c.service, c.replies_open, array(
                select distinct m.standing from channel_member m where m.channel_id = c.id and m.account_id = t.account_id
                ) as standings, pg_snapshot_xmin(pg_current_snapshot())::text as since
              from unnest($1::uuid[], $2::uuid[]) as t (channel_id, account_id) join channel c on c.id = t.channel_id
            """;

    /**
     * For many accounts at once, each looked up by itself: without the fence of {@code offset} the views would be made for
     * everybody and then joined.
     */
    private static final String BELONGING = """
            select a.id as account_id, b.channel_id, b.last_seq, b.standings, b.scope, b.ref
              from unnest($1::uuid[]) as a (id)
              cross join lateral (
                select c.id as channel_id, c.last_seq, m.standings, null as scope, null::uuid as ref
                  from (select channel_id, array_agg(distinct standing) as standings
                          from channel_member where account_id = a.id group by channel_id offset 0) m
                  join channel c on c.id = m.channel_id
                union all
                select null, null, null, am.scope, am.ref
                  from (select distinct scope, ref from audience_member where account_id = a.id offset 0) am
              ) b
            """;

    private static final String LIST = "with " + HistoryStore.MINE.formatted("$1")
            + """
            , places as materialized (
                select m.channel_id, array_agg(distinct m.standing) as standings
                  from channel_member m where m.account_id = $1 and ($2::uuid is null or m.channel_id = $2)
                 group by 1),
            page as (
                select c.*, places.standings, 'officer' = any (places.standings) as all_seen
                  from places join channel c on c.id = places.channel_id
                 where $3::timestamptz is null or (c.last_at, c.id) < ($3, $4)
                 order by c.last_at desc, c.id desc limit $5)
            select c.id as c_id, c.kind as c_kind, c.service, c.replies_open, c.standings, c.last_seq, c.last_at,
                coalesce(rc.seq, 0) as read_seq,
                (select count(*) from post p where p.channel_id = c.id and p.seq > coalesce(rc.seq, 0)
                    and p.author_id <> $1 and p.recalled_at is null and %1$s) as unread,
                %2$s as place, newest.*
              from page c
              left join read_cursor rc on rc.channel_id = c.id and rc.account_id = $1
              left join lateral (
                select %3$s from post p %4$s where p.channel_id = c.id and %1$s order by p.seq desc limit 1) newest on true
             order by c.last_at desc, c.id desc
            """.formatted(
                    HistoryStore.visible("$1", "c.all_seen"), PLACE.formatted("$1"), PostRows.COLUMNS, PostRows.JOINS);

    private static final String READ = """
            insert into read_cursor (account_id, channel_id, seq, at)
            select $1, c.id, least($3, c.last_seq), $4 from channel c where c.id = $2
            on conflict (account_id, channel_id) do update
               set seq = greatest(read_cursor.seq, excluded.seq), at = excluded.at
            returning seq
            """;

    private static final String REPLIES = "update channel set replies_open = $2 where id = $1";

    private final Pool pool;

    ChannelStore(Pool pool) {
        this.pool = pool;
    }

    /** The channel as this account stands to it; empty when there is no such channel. */
    Future<Optional<Place>> place(ChannelId channel, AccountId account) {
        Asked asked = new Asked(channel, account);
        return places(List.of(asked))
                .map(found -> Optional.ofNullable(found.get(asked)).map(Known::place));
    }

    /** The channels as these accounts stand to them; a channel that does not exist is left out. */
    Future<Map<Asked, Known>> places(List<Asked> asked) {
        return pool.preparedQuery(STANDINGS)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(
                                asked.stream().map(one -> one.channel().value()).toArray(UUID[]::new))
                        .addArrayOfUUID(
                                asked.stream().map(one -> one.account().value()).toArray(UUID[]::new)))
                .map(rows -> HistoryStore.stream(rows)
                        .collect(Collectors.toUnmodifiableMap(
                                row -> new Asked(
                                        new ChannelId(row.getUUID("id")), new AccountId(row.getUUID("account_id"))),
                                row -> new Known(
                                        place(new ChannelId(row.getUUID("id")), row, "kind"),
                                        Long.parseLong(row.getString("since"))))));
    }

    /** Every channel of each account, and the audiences that it is behind as a guardian or as the head of a school. */
    Future<Map<AccountId, Belonging>> belonging(Set<AccountId> accounts) {
        UUID[] ids = accounts.stream().map(AccountId::value).toArray(UUID[]::new);
        return pool.preparedQuery(BELONGING).execute(Tuple.of(ids)).map(rows -> {
            Map<AccountId, List<ChannelHead>> heads = new HashMap<>();
            Map<AccountId, Set<Audience>> audiences = new HashMap<>();
            for (Row row : rows) {
                AccountId account = new AccountId(row.getUUID("account_id"));
                UUID channel = row.getUUID("channel_id");
                if (channel == null) {
                    audiences
                            .computeIfAbsent(account, key -> new HashSet<>())
                            .add(new Audience(Scope.of(row.getString("scope")), row.getUUID("ref")));
                } else {
                    heads.computeIfAbsent(account, key -> new ArrayList<>())
                            .add(new ChannelHead(
                                    new ChannelId(channel), row.getLong("last_seq"), Sight.all(standings(row))));
                }
            }
            return accounts.stream()
                    .collect(Collectors.toUnmodifiableMap(
                            account -> account,
                            account -> new Belonging(
                                    heads.getOrDefault(account, List.of()),
                                    audiences.getOrDefault(account, Set.of()))));
        });
    }

    /** How far each of these channels goes now, whoever asks; one that does not exist is left out. */
    Future<Map<ChannelId, Long>> lastSeqs(Set<ChannelId> channels) {
        UUID[] ids = channels.stream().map(ChannelId::value).toArray(UUID[]::new);
        return pool.preparedQuery("select id, last_seq from channel where id = any ($1)")
                .execute(Tuple.of(ids))
                .map(rows -> HistoryStore.stream(rows)
                        .collect(Collectors.toUnmodifiableMap(
                                row -> new ChannelId(row.getUUID("id")), row -> row.getLong("last_seq"))));
    }

    /** Channels by last activity, after a place in that order; or the one named. */
    Future<List<Listed>> list(AccountId account, @Nullable UUID only, @Nullable TimeCursor after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(
                        account.value(),
                        only,
                        after == null ? null : PostStore.at(after.at()),
                        after == null ? null : after.id(),
                        limit))
                .map(rows -> HistoryStore.stream(rows).map(ChannelStore::listed).toList());
    }

    /** Moves the cursor forward, never past the channel's last seq; tells where it stands. */
    Future<Long> markRead(AccountId account, ChannelId channel, long seq, Instant now) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(account.value(), channel.value(), seq, PostStore.at(now)))
                .map(rows -> rows.iterator().next().getLong("seq"));
    }

    Future<Void> openReplies(ChannelId channel, boolean open) {
        return pool.preparedQuery(REPLIES)
                .execute(Tuple.of(channel.value(), open))
                .mapEmpty();
    }

    private static Listed listed(Row row) {
        return new Listed(
                place(new ChannelId(row.getUUID("c_id")), row, "c_kind"),
                row.getString("place"),
                row.getLong("last_seq"),
                row.getLong("read_seq"),
                row.getInteger("unread"),
                PostRows.moment(row, "last_at"),
                row.getUUID("id") == null ? null : PostRows.view(row));
    }

    private static Place place(ChannelId channel, Row row, String kind) {
        return new Place(
                channel,
                ChannelKind.of(row.getString(kind)),
                row.getString("service"),
                row.getBoolean("replies_open"),
                standings(row));
    }

    private static Set<Standing> standings(Row row) {
        return Arrays.stream(row.getArrayOfStrings("standings"))
                .map(Standing::of)
                .collect(Collectors.toUnmodifiableSet());
    }
}
