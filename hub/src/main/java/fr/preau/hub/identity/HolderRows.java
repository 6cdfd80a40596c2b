package fr.preau.hub.identity;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Profile;
import io.vertx.sqlclient.Row;

/** Holders as they stand in the database, for the stores of this room. */
final class HolderRows {
    /** The columns that {@link #holder} reads, from {@code account a} joined with {@code person p}. */
    static final String COLUMNS = """
            a.id as account_id, a.profile, a.login, p.language,
            display_name(a.profile, p.civility, p.given_name, p.family_name, p.usage_name) as name""";

    private HolderRows() {}

    static Holder holder(Row row) {
        return new Holder(
                new AccountId(row.getUUID("account_id")),
                Profile.of(row.getString("profile")),
                row.getString("name"),
                row.getString("language"),
                row.getString("login"));
    }
}
