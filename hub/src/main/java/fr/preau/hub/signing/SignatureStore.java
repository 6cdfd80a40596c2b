package fr.preau.hub.signing;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.conversation.PostId;
import fr.preau.channels.conversation.Signing;
import fr.preau.channels.people.Caller;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Signatures, and what must be known to accept one. */
final class SignatureStore {
    private static final String FACTS = """
            select p.goal, p.recalled_at is not null as recalled, (
                select g.rights from guardianship g
                 where g.guardian_id = $4 and g.pupil_id = $5 and g.ended_at is null
                   and exists (select 1 from post_pupil pp where pp.post_id = p.id and pp.pupil_id = g.pupil_id)) as rights
              from post p
             where p.id = $1 and p.channel_id = $2 and reads_post(p.id, $3)
            """;

    /** The look at the recall is made with the signature, so that none comes after it. */
    private static final String SIGN = """
            with written as (
                insert into signature (post_id, pupil_id, person_id, via, at)
                select p.id, $2, $3, 'app', $4 from post p where p.id = $1 and p.recalled_at is null
                on conflict do nothing
                returning at)
            select at, true as fresh from written
            union all
            select at, false from signature where post_id = $1 and pupil_id = $2 and person_id = $3
            limit 1
            """;

    /** The caller's children whom the post concerns, and for whom they may sign. */
    private static final String MINE = """
            select g.pupil_id, q.given_name, s.at
              from post p
              join guardianship g on g.guardian_id = $4 and g.ended_at is null and g.rights = 'legal'
              join person q on q.id = g.pupil_id
              left join signature s on s.post_id = p.id and s.pupil_id = g.pupil_id and s.person_id = $4
             where p.id = $1 and p.channel_id = $2 and p.goal = 'signed' and reads_post(p.id, $3)
               and exists (select 1 from post_pupil pp where pp.post_id = p.id and pp.pupil_id = g.pupil_id)
             order by q.given_name, g.pupil_id
            """;

    private final Pool pool;

    SignatureStore(Pool pool) {
        this.pool = pool;
    }

    /** A signature that stands; {@code fresh}: just now. */
    record Signed(Instant at, boolean fresh) {}

    /** One child to sign for; without a moment while that is not done. */
    record ToSign(UUID pupil, String name, @Nullable Instant at) {}

    /** What there is to know; empty when the caller sees no such post. */
    Future<Optional<Signing.Facts>> facts(Caller caller, ChannelId channel, PostId post, UUID pupil) {
        return pool.preparedQuery(FACTS)
                .execute(Tuple.of(
                        post.value(),
                        channel.value(),
                        caller.account().value(),
                        caller.person().value(),
                        pupil))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(facts(rows.iterator().next())));
    }

    private static Signing.Facts facts(Row row) {
        return new Signing.Facts(Goal.of(row.getString("goal")), row.getBoolean("recalled"), row.getString("rights"));
    }

    /** Signs, or finds the signature of before; empty when the post was recalled at this moment. */
    Future<Optional<Signed>> sign(Caller caller, PostId post, UUID pupil, Instant now) {
        return pool.preparedQuery(SIGN)
                .execute(Tuple.of(post.value(), pupil, caller.person().value(), Moments.utc(now)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(signed(rows.iterator().next())));
    }

    private static Signed signed(Row row) {
        return new Signed(row.getOffsetDateTime("at").toInstant(), row.getBoolean("fresh"));
    }

    Future<List<ToSign>> mine(Caller caller, ChannelId channel, PostId post) {
        return pool.preparedQuery(MINE)
                .execute(Tuple.of(
                        post.value(),
                        channel.value(),
                        caller.account().value(),
                        caller.person().value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SignatureStore::toSign)
                        .toList());
    }

    private static ToSign toSign(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("at");
        return new ToSign(row.getUUID("pupil_id"), row.getString("given_name"), at == null ? null : at.toInstant());
    }
}
