package fr.preau.hub.sms;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Discretion;
import fr.preau.channels.reach.NamesInText.ChildName;
import fr.preau.channels.reach.SmsWording;
import fr.preau.hub.reach.ChildNameStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/** Reads what a text message about a post is made of. */
final class WordingStore {
    private static final Parser PARSER = Parser.builder().build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.STRIP)
            .build();

    private static final String POST = """
            select c.kind, p.urgency, p.goal, p.title, p.body, c.service,
                case c.kind when 'town_bulletin' then t.name when 'class_families' then s.name || ', ' || k.name
                    else s.name end as place,
                coalesce(t.territory_id, st.territory_id) as territory_id,
                display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) as author
              from post p
              join channel c on c.id = p.channel_id
              join account a on a.id = p.author_id
              join person q on q.id = a.person_id
              left join town t on t.id = c.town_id
              left join school_class k on k.id = c.class_id
              left join pupil u on u.person_id = c.pupil_id
              left join school s on s.id = coalesce(c.school_id, k.school_id, u.school_id)
              left join town st on st.id = s.town_id
             where p.id = $1
            """;

    private final Pool pool;
    private final ChildNameStore names;

    WordingStore(Pool pool) {
        this.pool = pool;
        this.names = new ChildNameStore(pool);
    }

    /**
     * A post with the children whom it might name.
     *
     * @param territory whose words count; null between two people
     * @param author who wrote, as others see this person
     * @param toSign whether it asks to be signed
     */
    record Read(
            ChannelKind kind,
            @Nullable UUID territory,
            String author,
            boolean toSign,
            SmsWording open,
            List<ChildName> children) {

        /** Which of the territory's words. */
        String category() {
            return Category.of(kind, open.service().orElse(null)).code();
        }

        /** The wording, discreet where the post names a child or is about one. Takes up to a second in a large town. */
        SmsWording wording() {
            return discreet()
                    ? new SmsWording(open.place(), open.service(), open.urgent(), open.title(), open.text(), true)
                    : open;
        }

        private boolean discreet() {
            return Discretion.keeps(kind, open.title().orElse("") + " " + open.text(), children);
        }
    }

    /** The post as it is now. */
    Future<Read> read(UUID post) {
        return pool.preparedQuery(POST).execute(Tuple.of(post)).compose(rows -> {
            var row = rows.iterator().next();
            return names.behind(post)
                    .map(children -> new Read(
                            ChannelKind.of(row.getString("kind")),
                            row.getUUID("territory_id"),
                            row.getString("author"),
                            "signed".equals(row.getString("goal")),
                            wording(row),
                            children));
        });
    }

    private static SmsWording wording(Row row) {
        Node body = PARSER.parse(row.getString("body"));
        return new SmsWording(
                row.getString("place"),
                Optional.ofNullable(row.getString("service")),
                Urgency.of(row.getString("urgency")) == Urgency.URGENT,
                Optional.ofNullable(row.getString("title")),
                PLAIN.render(body),
                false);
    }
}
