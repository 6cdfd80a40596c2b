package fr.preau.hub.conversation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * The index that the search reads. It follows a post with its outbox entry and in the same transaction, so that writing
 * does not wait for it; a post whose entry is still open is found by reading it.
 */
public final class SearchIndex {
    private static final String WORDS = """
            insert into post_search (post_id, words)
            select p.id, to_tsvector('french', p.search_text) from post p where %s and p.recalled_at is null
            on conflict (post_id) do update set words = excluded.words where post_search.words <> excluded.words
            """;

    private static final String ONE = WORDS.formatted("p.id = $1");
    private static final String ALL = WORDS.formatted("true");

    private SearchIndex() {}

    /** Takes the words of a post as they are now; again changes nothing. */
    public static Future<Void> follow(SqlClient transaction, UUID post) {
        return transaction.preparedQuery(ONE).execute(Tuple.of(post)).mapEmpty();
    }

    /** Takes the words of all posts, for a database that was filled in one go. */
    public static Future<Void> all(SqlClient transaction) {
        return transaction.preparedQuery(ALL).execute().mapEmpty();
    }
}
