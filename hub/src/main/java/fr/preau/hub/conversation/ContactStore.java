package fr.preau.hub.conversation;

import fr.preau.channels.people.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom an account may write to directly (the view contact), and the channel between two accounts. */
final class ContactStore {
    /** A person as a contact; no contact data. */
    record Contact(UUID account, String name, String profile, String about) {}

    private static final String LIST = """
            with known as (
                select c.other_id as id, oa.profile,
                       display_name(oa.profile, n.civility, n.given_name, n.family_name, n.usage_name) as name,
                       coalesce(nullif(n.usage_name, ''), n.family_name) || ' ' || n.given_name || ' ' || c.other_id
                           as place_in_list,
                       string_agg(distinct c.about, ', ' order by c.about) as about
                  from contact c join account oa on oa.id = c.other_id and oa.ended_at is null
                  join person n on n.id = oa.person_id
                 where c.account_id = $1
                 group by c.other_id, oa.profile, n.id)
            select id, name, profile, about from known
             where ($2::text is null or position(lower($2) in lower(name || ' ' || about)) > 0)
               and ($3::uuid is null or place_in_list > (select place_in_list from known k where k.id = $3))
             order by place_in_list limit $4
            """;

    private static final String OPEN = """
            with pair as (
                select least($1::uuid, $2::uuid) as a, greatest($1::uuid, $2::uuid) as b
                 where exists (select 1 from contact c where c.account_id = $1 and c.other_id = $2)),
            opened as (
                insert into channel (kind, account_a, account_b) select 'direct', a, b from pair
                on conflict do nothing returning id)
            select id from opened
            union all
            select c.id from channel c join pair on c.kind = 'direct' and c.account_a = pair.a and c.account_b = pair.b
            limit 1
            """;

    private static final String FIND = """
            select id from channel
             where kind = 'direct' and account_a = least($1::uuid, $2) and account_b = greatest($1::uuid, $2)
               and exists (select 1 from contact c where c.account_id = $1 and c.other_id = $2)
            """;

    private static final String TOUCH =
            "insert into rights_change (person_id) select person_id from account where id = any ($1)";

    private final Pool pool;

    ContactStore(Pool pool) {
        this.pool = pool;
    }

    /** Contacts by family name, after one of them, whose name or about has the words. */
    Future<List<Contact>> list(AccountId account, @Nullable String words, @Nullable UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(account.value(), words, after, limit))
                .map(rows -> HistoryStore.stream(rows)
                        .map(row -> new Contact(
                                row.getUUID("id"),
                                row.getString("name"),
                                row.getString("profile"),
                                row.getString("about")))
                        .toList());
    }

    /** The direct channel between the two, opened if there was none; empty when they are no contacts. */
    Future<Optional<UUID>> open(AccountId account, UUID other) {
        return channel(OPEN, account, other)
                .compose(found -> found.isPresent()
                        ? pool.preparedQuery(TOUCH)
                                .execute(Tuple.of(new UUID[] {account.value(), other}))
                                .map(found)
                        // opened by the other side at the same moment: the statement did not see that row yet
                        : channel(FIND, account, other));
    }

    private Future<Optional<UUID>> channel(String query, AccountId account, UUID other) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(account.value(), other))
                .map(rows -> {
                    var row = PostStore.first(rows);
                    return row == null ? Optional.empty() : Optional.of(row.getUUID("id"));
                });
    }
}
