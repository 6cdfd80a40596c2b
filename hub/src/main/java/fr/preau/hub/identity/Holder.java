package fr.preau.hub.identity;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Profile;
import io.vertx.sqlclient.Row;

/**
 * An account as its own person sees it.
 *
 * @param name as others see it
 */
record Holder(AccountId id, Profile profile, String name, String language, String login) {
    /** The columns that {@link #of} reads, from {@code account a} joined with {@code person p}. */
    static final String COLUMNS = """
            a.id as account_id, a.profile, a.login, p.language,
            display_name(a.profile, p.civility, p.given_name, p.family_name, p.usage_name) as name""";

    static Holder of(Row row) {
        return new Holder(
                new AccountId(row.getUUID("account_id")),
                Profile.of(row.getString("profile")),
                row.getString("name"),
                row.getString("language"),
                row.getString("login"));
    }
}
