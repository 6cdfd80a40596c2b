package fr.preau.hub.template;

import fr.preau.channels.template.Part;
import fr.preau.channels.template.Template;
import fr.preau.channels.template.TemplateBook;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A territory's templates, in versions. */
final class TemplateStore {
    private static final String NOW = """
            select category, part, language, version, body, set_at from wording_now
             where territory_id = $1 and body is not null
             order by category, part, language
            """;

    /** Who sets the same one at once waits for the other, and sets the version after it. */
    private static final String SET = """
            with locked as materialized (select id from territory where id = $1 for no key update)
            insert into wording_template (territory_id, category, part, language, version, body, set_by, set_at)
            select l.id, $2, $3, $4, 1 + coalesce((select max(version) from wording_template
                where territory_id = $1 and category = $2 and part = $3 and language = $4), 0), $5, $6, $7
              from locked l
             where $5::text is not null or exists (select 1 from wording_now
                where territory_id = $1 and category = $2 and part = $3 and language = $4 and body is not null)
            returning version
            """;

    private static final String OPERATOR = """
            select exists (select 1 from assignment
                where account_id = $1 and territory_id = $2 and role = 'operator' and ended_at is null) as is_one
            """;

    /** One that holds. */
    record Held(TemplateBook.Key key, int version, String text, Instant setAt) {}

    private final Pool pool;

    TemplateStore(Pool pool) {
        this.pool = pool;
    }

    Future<List<Held>> held(UUID territory) {
        return pool.preparedQuery(NOW)
                .execute(Tuple.of(territory))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TemplateStore::held)
                        .toList());
    }

    private static Held held(Row row) {
        return new Held(
                new TemplateBook.Key(
                        row.getString("category"),
                        Part.of(row.getString("part")).orElseThrow(),
                        row.getString("language")),
                row.getInteger("version"),
                row.getString("body"),
                row.getOffsetDateTime("set_at").toInstant());
    }

    /** What holds, ready for use. One that an earlier version of the hub took and this one would not is left out. */
    Future<TemplateBook> book(UUID territory) {
        return held(territory).map(all -> {
            Map<TemplateBook.Key, Template> right = new HashMap<>();
            for (var held : all) {
                if (Template.read(held.key().part(), held.text()) instanceof Template.Right read) {
                    right.put(held.key(), read.template());
                }
            }
            return new TemplateBook(right);
        });
    }

    /**
     * Sets a template.
     *
     * @param text none for the way back to the standard
     * @return false where there was nothing to go back from
     */
    Future<Boolean> set(
            SqlClient transaction,
            UUID territory,
            TemplateBook.Key key,
            @Nullable String text,
            UUID account,
            Instant now) {
        return transaction
                .preparedQuery(SET)
                .execute(Tuple.tuple()
                        .addUUID(territory)
                        .addString(key.category())
                        .addString(key.part().code())
                        .addString(key.language())
                        .addString(text)
                        .addUUID(account)
                        .addOffsetDateTime(Moments.utc(now)))
                .map(rows -> rows.size() > 0);
    }

    Future<Boolean> isOperator(UUID account, UUID territory) {
        return pool.preparedQuery(OPERATOR)
                .execute(Tuple.of(account, territory))
                .map(rows -> rows.iterator().next().getBoolean("is_one"));
    }
}
