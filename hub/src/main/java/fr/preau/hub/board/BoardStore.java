package fr.preau.hub.board;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Cover;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.conversation.Urgency;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the board: the facts of everybody in a post's audience in one statement, counted or listed. */
final class BoardStore {
    /** So many children, or grown-ups, of whom the same is known. */
    record Alike(boolean child, @Nullable UUID school, boolean told, String facts, int number) {}

    /**
     * One grown-up of a listed child.
     *
     * @param first whether the family wants this one to be called first
     * @param telephones absent where the window shows none, empty where none is known
     */
    record Grown(
            UUID person,
            String name,
            String rights,
            boolean first,
            Optional<Instant> due,
            Optional<String> telephones) {}

    /** A family that was told by hand. */
    record Told(String how, String by, Instant at) {}

    /** One child with its grown-ups, in the order of the lines of {@code facts}. */
    record Child(
            UUID pupil,
            String name,
            UUID school,
            String schoolName,
            Optional<String> className,
            Optional<Told> told,
            String facts,
            List<Grown> grown) {}

    /** What text messages a post cost. */
    record Spent(int messages, int segments) {}

    private static final String SUBJECT = """
            select p.id, p.channel_id, c.kind, p.urgency, p.goal, p.cover, p.title, p.created_at, c.service, l.school_id, l.territory_id,
                   p.recalled_at is not null as recalled,
                   exists (select 1 from outbox o where o.post_id = p.id and o.done_at is null) as planning,
                   (select min(o.due_at) from outbox o where o.post_id = p.id and o.done_at is null and o.due_at > $2)
                       as next_at,
                   (select max(r.at) from post_round r where r.post_id = p.id and r.purpose = 'reminder') as reminded_at
              from post p join channel c on c.id = p.channel_id
              join channel_place l on l.channel_id = c.id
             where p.id = $1
            """;

    /** The children ({@code seen}) in the audience of post $1 and of schools $2 (all when null). */
    static final String AUDIENCE = """
            with asked as materialized (
                select p.id, p.channel_id, p.seq, p.edited_at,
                       (select max(e.seq) from post_event e where e.post_id = p.id and e.kind = 'edited') as edited_seq
                  from post p where p.id = $1),
            child as materialized (
                select pu.person_id as id, pu.school_id, pu.class_id
                  from (select distinct pupil_id from post_pupil where post_id = $1) pp
                  join pupil pu on pu.person_id = pp.pupil_id),
            seen as materialized (select * from child where $2::uuid[] is null or school_id = any ($2))
            """;

    /** One row a child ({@code per_child}). */
    private static final String FACTS = AUDIENCE + """
            , tried as materialized (
                select person_id, string_agg(word, ' ' order by route) as words, min(due_at) as due_at
                  from (select distinct on (d.person_id, d.route) d.person_id, d.route,
                               d.route || '.' || d.state || '.'
                                   || regexp_replace(coalesce(d.reason, ''), '[^a-z_]', '_', 'g') as word,
                               case when d.state = 'pending' then d.due_at end as due_at
                          from delivery_person_ever d
                         where d.post_id = $1
                         order by d.person_id, d.route,
                               case d.state when 'delivered' then 5 when 'submitted' then 4 when 'sending' then 3
                                   when 'pending' then 3 when 'unknown' then 2 else 1 end desc, d.id desc) best
                 group by person_id),
            linked as materialized (select account_id, max(at) as at from link_read where post_id = $1 group by 1),
            without as materialized (
                select distinct on (account_id) account_id, reason from untold where post_id = $1
                 order by account_id, round desc),
            devices as materialized (select distinct account_id from push_device),
            grown as materialized (
                select s.id as pupil_id, s.school_id, q.id as person_id, g.rights, g.call_first,
                       display_name('guardian', q.civility, q.given_name, q.family_name, q.usage_name) as name,
                       concat_ws('|', g.rights, (ac.activated_at is not null)::int,
                           case when rc.seq >= coalesce(a.edited_seq, a.seq) or l.at >= coalesce(a.edited_at, l.at) then 1
                                when rc.account_id is not null or l.account_id is not null then 2 else 0 end,
                           (sg.person_id is not null)::int, (q.phone_mobile is not null)::int,
                           (q.email is not null)::int, (v.account_id is not null)::int,
                           coalesce(ss.reason, ''), coalesce(se.reason, ''), coalesce(w.reason, ''),
                           coalesce(t.words, '')) as facts,
                       t.due_at, concat_ws(' / ', q.phone_mobile, q.phone_home, q.phone_work) as telephones
                  from seen s cross join asked a
                  join guardianship g on g.pupil_id = s.id and g.ended_at is null
                  join person q on q.id = g.guardian_id and q.left_at is null
                  left join account ac on ac.person_id = q.id and ac.profile = 'guardian' and ac.ended_at is null
                  left join read_cursor rc
                    on rc.account_id = ac.id and rc.channel_id = a.channel_id and rc.seq >= a.seq
                  left join linked l on l.account_id = ac.id
                  left join without w on w.account_id = ac.id
                  left join devices v on v.account_id = ac.id
                  left join signature sg on sg.post_id = a.id and sg.pupil_id = s.id and sg.person_id = q.id
                  left join suppressed_address ss on ss.route = 'sms' and ss.address = q.phone_mobile
                  left join suppressed_address se on se.route = 'email' and se.address = lower(q.email)
                  left join tried t on t.person_id = q.id),
            per_child as materialized (
                select s.id, s.school_id, s.class_id, th.post_id is not null as told, coalesce(f.facts, '') as facts
                  from seen s
                  left join (select pupil_id, string_agg(facts, E'\\n' order by call_first desc, facts desc, person_id) as facts
                               from grown group by 1) f on f.pupil_id = s.id
                  left join told_by_hand th
                    on th.post_id = $1 and th.pupil_id = s.id and th.withdrawn_at is null)
            """;

    private static final String COUNTS = FACTS + """
            select true as child, school_id, told, facts, count(*)::int as number from per_child group by 2, 3, 4
            union all
            select false, null, false, facts, count(*)::int
              from (select distinct on (person_id) facts from grown order by person_id, facts) one group by 4
            """;

    /**
     * A page of children after child $6, of those whose facts are among $4 (told: $5), with names as lists $3 allow.
     */
    private static final String LIST = FACTS + """
            , named as materialized (
                select c.id, c.told, c.facts, c.school_id, sc.name as school, k.name as class_name,
                       display_name('pupil', n.civility, n.given_name, n.family_name, n.usage_name) as name,
                       (sc.name, coalesce(k.name, ''), lower(n.family_name), lower(n.given_name), c.id) as place
                  from per_child c join person n on n.id = c.id join school sc on sc.id = c.school_id
                  left join school_class k on k.id = c.class_id
                 where ($3::text[] is null or exists (select 1 from enrolment e
                        where e.pupil_id = c.id and e.ended_at is null and e.activity = any ($3)))
                   and ($4::text[] is null or (c.told and $5) or (not c.told and c.facts = any ($4)))),
            page as materialized (
                select * from named
                 where $6::uuid is null or place > (select place from named where id = $6)
                 order by place limit $7)
            select page.id, page.name, page.school_id, page.school, page.class_name, page.facts,
                   th.how, th.at, display_name(ta.profile, tq.civility, tq.given_name, tq.family_name, tq.usage_name) as by,
                   g.people, g.names, g.rights, g.firsts, g.dues, g.telephones
              from page
              left join told_by_hand th on th.post_id = $1 and th.pupil_id = page.id and th.withdrawn_at is null
              left join account ta on ta.id = th.told_by
              left join person tq on tq.id = ta.person_id
              left join lateral (
                select array_agg(person_id order by call_first desc, facts desc, person_id) as people,
                       array_agg(name order by call_first desc, facts desc, person_id) as names,
                       array_agg(rights order by call_first desc, facts desc, person_id) as rights,
                       array_agg(call_first order by call_first desc, facts desc, person_id) as firsts,
                       array_agg(due_at order by call_first desc, facts desc, person_id) as dues,
                       array_agg(telephones order by call_first desc, facts desc, person_id) as telephones
                  from grown where pupil_id = page.id) g on true
             order by page.place
            """;

    private static final String SPENT = """
            select count(*) filter (where segments is not null)::int as messages, coalesce(sum(segments), 0)::int as segments
              from delivery_ever where post_id = $1 and route = 'sms'
            """;

    private static final String HEADED = """
            select school_id from assignment where account_id = $1 and role = 'head' and ended_at is null
            """;

    private static final String NAMES = "select id, name from school where id = any ($1)";

    private final Pool pool;

    BoardStore(Pool pool) {
        this.pool = pool;
    }

    Future<Subject> subject(UUID post, Instant now) {
        return pool.preparedQuery(SUBJECT)
                .execute(Tuple.of(post, Moments.utc(now)))
                .map(rows -> subject(rows.iterator().next()));
    }

    /** Everybody in the window, those who stand alike together. */
    Future<List<Alike>> counts(UUID post, Window window) {
        return pool.preparedQuery(COUNTS)
                .execute(Tuple.tuple().addUUID(post).addArrayOfUUID(schools(window)))
                .map(rows -> stream(rows)
                        .map(row -> new Alike(
                                row.getBoolean("child"),
                                row.getUUID("school_id"),
                                row.getBoolean("told"),
                                row.getString("facts"),
                                row.getInteger("number")))
                        .toList());
    }

    /**
     * Children by school, class and name.
     *
     * @param alike only those with one of these facts; all when null
     * @param told whether children whose family was told by hand are among those wanted
     * @param after the last child of the page before
     */
    Future<List<Child>> children(
            UUID post, Window window, @Nullable Set<String> alike, boolean told, @Nullable UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addUUID(post)
                        .addArrayOfUUID(schools(window))
                        .addArrayOfString(window.lists()
                                .map(lists -> lists.toArray(String[]::new))
                                .orElse(null))
                        .addArrayOfString(alike == null ? null : alike.toArray(String[]::new))
                        .addBoolean(told)
                        .addUUID(after)
                        .addInteger(limit))
                .map(rows -> stream(rows).map(row -> child(row, window.calls())).toList());
    }

    Future<Spent> spent(UUID post) {
        return pool.preparedQuery(SPENT).execute(Tuple.of(post)).map(rows -> {
            Row row = rows.iterator().next();
            return new Spent(row.getInteger("messages"), row.getInteger("segments"));
        });
    }

    /** The schools that an account leads. */
    Future<Set<UUID>> headed(UUID account) {
        return pool.preparedQuery(HEADED)
                .execute(Tuple.of(account))
                .map(rows -> stream(rows).map(row -> row.getUUID("school_id")).collect(Collectors.toUnmodifiableSet()));
    }

    Future<java.util.Map<UUID, String>> schoolNames(Set<UUID> schools) {
        return pool.preparedQuery(NAMES)
                .execute(Tuple.tuple().addArrayOfUUID(schools.toArray(UUID[]::new)))
                .map(rows -> stream(rows)
                        .collect(Collectors.toUnmodifiableMap(row -> row.getUUID("id"), row -> row.getString("name"))));
    }

    private static UUID @Nullable [] schools(Window window) {
        return window.schools().map(all -> all.toArray(UUID[]::new)).orElse(null);
    }

    private static Subject subject(Row row) {
        return new Subject(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                ChannelKind.of(row.getString("kind")),
                Optional.ofNullable(row.getString("service")),
                Optional.ofNullable(row.getUUID("territory_id")),
                Optional.ofNullable(row.getUUID("school_id")),
                Urgency.of(row.getString("urgency")),
                Goal.of(row.getString("goal")),
                Cover.of(row.getString("cover")),
                Optional.ofNullable(row.getString("title")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getBoolean("recalled"),
                row.getBoolean("planning"),
                moment(row.getOffsetDateTime("next_at")),
                moment(row.getOffsetDateTime("reminded_at")));
    }

    private static Child child(Row row, boolean calls) {
        UUID[] people = row.getArrayOfUUIDs("people");
        return new Child(
                row.getUUID("id"),
                row.getString("name"),
                row.getUUID("school_id"),
                row.getString("school"),
                Optional.ofNullable(row.getString("class_name")),
                Optional.ofNullable(row.getString("how"))
                        .map(how -> new Told(
                                how,
                                row.getString("by"),
                                row.getOffsetDateTime("at").toInstant())),
                row.getString("facts"),
                people == null ? List.of() : grown(row, people, calls));
    }

    private static List<Grown> grown(Row row, UUID[] people, boolean calls) {
        String[] names = row.getArrayOfStrings("names");
        String[] rights = row.getArrayOfStrings("rights");
        Boolean[] firsts = row.getArrayOfBooleans("firsts");
        OffsetDateTime[] dues = row.getArrayOfOffsetDateTimes("dues");
        String[] telephones = row.getArrayOfStrings("telephones");
        Grown[] grown = new Grown[people.length];
        Arrays.setAll(
                grown,
                i -> new Grown(
                        people[i],
                        names[i],
                        rights[i],
                        firsts[i],
                        moment(dues[i]),
                        calls ? Optional.of(telephones[i]) : Optional.empty()));
        return List.of(grown);
    }

    private static Optional<Instant> moment(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }

    private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
