package fr.preau.hub.pause;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.pause.OwnHours;
import fr.preau.channels.pause.Window;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.PauseBook;
import fr.preau.channels.reach.PauseBook.Addressee;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Deliveries that are due and whose open window has closed meanwhile. */
final class LateStore {
    private static final String LATE = """
            select d.id, d.address, d.digest, a.profile, c.kind, c.service,
                   l.school_id as school, l.territory_id as territory, own.evenings, own.mornings,
                   own.weekends
              from delivery d
              join post p on p.id = d.post_id
              join channel c on c.id = p.channel_id
              join channel_place l on l.channel_id = p.channel_id
              left join account a on a.id = d.account_id
              left join lateral (
                select array_agg(h.quiet_evening) as evenings, array_agg(h.quiet_morning) as mornings,
                       array_agg(h.quiet_weekend) as weekends
                  from delivery_person dp join reach_profile h on h.person_id = dp.person_id
                 where dp.delivery_id = d.id and (h.quiet_evening is not null or h.quiet_weekend)) own on true
             where d.state = 'pending' and not d.through_pause and d.due_at <= $1 and d.open_until <= $1
               and d.open_until < 'infinity'
             order by d.due_at, d.id limit $2
               for update of d skip locked
            """;

    /** A notice that has to wait for the next opening is not too late at once then; one that is too late already stays so. */
    private static final String MOVE = """
            update delivery d
               set due_at = m.due, open_until = m.closes, changed_at = $1,
                   ready_at = case when m.due > $1 and not d.digest then coalesce(d.ready_at, d.due_at) end,
                   deadline = case when d.deadline <= $1 then d.deadline
                       else greatest(d.deadline, m.due + interval '2 hours') end
              from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[]) as m (id, due, closes)
             where d.id = m.id
            """;

    private static final String LOOK_AGAIN = """
            update delivery d set open_until = '-infinity', due_at = coalesce(d.ready_at, d.due_at)
              from post p join channel_place l on l.channel_id = p.channel_id
             where d.post_id = p.id and d.state = 'pending' and not d.through_pause
               and l.territory_id = $1 and ($2::uuid is null or l.school_id = $2)
            """;

    private final Pool pool;

    LateStore(Pool pool) {
        this.pool = pool;
    }

    private record Late(long id, Addressee to) {}

    /** Moves up to {@code most} of them to where the book says; returns how many there were. */
    Future<Integer> move(PauseBook book, int most, Instant now) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LATE)
                .execute(Tuple.of(Moments.utc(now), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LateStore::late)
                        .toList())
                .compose(late -> late.isEmpty()
                        ? Future.succeededFuture(0)
                        : move(transaction, book, late, now).map(late.size())));
    }

    private static Future<Void> move(SqlClient transaction, PauseBook book, List<Late> late, Instant now) {
        List<Window> slots = late.stream().map(one -> book.slot(now, one.to())).toList();
        return transaction
                .preparedQuery(MOVE)
                .execute(Tuple.of(Moments.utc(now))
                        .addArrayOfLong(late.stream().map(Late::id).toArray(Long[]::new))
                        .addArrayOfOffsetDateTime(slots.stream()
                                .map(slot -> Moments.utc(slot.opens()))
                                .toArray(OffsetDateTime[]::new))
                        .addArrayOfOffsetDateTime(slots.stream()
                                .map(slot -> Moments.utc(slot.closes()))
                                .toArray(OffsetDateTime[]::new)))
                .mapEmpty();
    }

    /**
     * After a rule has changed: what waits in its reach is looked at once more before it leaves, and what waits for the
     * end of a pause as soon as it would have left without one.
     */
    Future<Void> lookAgain(UUID territory, @Nullable UUID school) {
        return pool.preparedQuery(LOOK_AGAIN)
                .execute(Tuple.of(territory, school))
                .mapEmpty();
    }

    private static Late late(Row row) {
        String profile = row.getString("profile");
        var to = new Addressee(
                row.getUUID("territory"),
                row.getUUID("school"),
                profile == null ? Profile.GUARDIAN : Profile.of(profile),
                Category.of(ChannelKind.of(row.getString("kind")), row.getString("service")),
                row.getString("address"),
                own(row));
        return new Late(row.getLong("id"), to);
    }

    private static List<OwnHours> own(Row row) {
        LocalTime[] evenings = row.getArrayOfLocalTimes("evenings");
        LocalTime[] mornings = row.getArrayOfLocalTimes("mornings");
        Boolean[] weekends = row.getArrayOfBooleans("weekends");
        List<OwnHours> own = new ArrayList<>();
        for (int i = 0; evenings != null && i < evenings.length; i++) {
            own.add(OwnHours.of(evenings[i], mornings[i], weekends[i]));
        }
        return own;
    }
}
