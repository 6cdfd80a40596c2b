package fr.preau.hub.sandbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whose telephone a number is, so that one can follow a bulletin to an invented parent. */
final class OwnerStore {
    private static final String OWNERS = """
            select phone_mobile, string_agg(given_name || ' ' || coalesce(nullif(usage_name, ''), family_name), ', '
                order by given_name, family_name) as names
              from person
             where phone_mobile = any($1) and left_at is null
             group by phone_mobile
            """;

    private static final String OF_MAILBOXES = """
            select lower(email) as email, string_agg(given_name || ' ' || coalesce(nullif(usage_name, ''), family_name), ', '
                order by given_name, family_name) as names
              from person
             where lower(email) = any($1) and left_at is null
             group by lower(email)
            """;

    private final Pool pool;

    OwnerStore(Pool pool) {
        this.pool = pool;
    }

    Future<Map<String, String>> owners(Collection<String> numbers) {
        return pool.preparedQuery(OWNERS)
                .execute(Tuple.tuple().addArrayOfString(numbers.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, String> owners = new HashMap<>();
                    rows.forEach(row -> owners.put(row.getString("phone_mobile"), row.getString("names")));
                    return owners;
                });
    }

    Future<Map<String, String>> ownersOfMailboxes(Collection<String> addresses) {
        return pool.preparedQuery(OF_MAILBOXES)
                .execute(Tuple.tuple().addArrayOfString(addresses.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, String> owners = new HashMap<>();
                    rows.forEach(row -> owners.put(row.getString("email"), row.getString("names")));
                    return owners;
                });
    }
}
