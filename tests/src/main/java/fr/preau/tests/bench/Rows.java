package fr.preau.tests.bench;

import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.provider.Queue;
import fr.preau.tests.world.Databases;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a row of each table that grows takes on the disk, with its indexes, on the real schema, freshly packed. */
final class Rows implements Case {
    /** Deliveries as they are in the end, and what a try, two reports, a link and an e-mail leave behind. */
    private static final String DELIVERIES = """
            update delivery set state = 'delivered', attempt = 1, provider = 'twilio', segments = 1, charged = 1,
                charged_on = current_date, provider_id = 'SM' || md5(id::text);
            insert into delivery_attempt (delivery_id, attempt, provider, outcome, provider_id, segments, at)
                select id, 1, 'twilio', 'accepted', provider_id, 1, now() from delivery;
            insert into provider_event (provider, provider_id, stage, code, delivery_id, attempt, at)
                select 'twilio', provider_id, 'delivered', 0, id, 1, now() from delivery;
            insert into sms_link (hash, delivery_id, post_id, account_id, person_id, created_at, expires_at)
                select encode(sha256(id::text::bytea), 'hex'), id, post_id, account_id, recipient_id, now(), now() from delivery;
            insert into email_sent (token_hash, address, person_id, account_id, post_id, language, created_at, expires_at)
                select sha256(id::text::bytea), 'parent' || id || '@example.org', recipient_id, account_id, post_id, 'fr', now(),
                    now() from delivery;
            insert into email_sent_delivery (token_hash, delivery_id, attempt)
                select sha256(id::text::bytea), id, 1 from delivery
            """;

    /** Posts of two sentences, with what each leaves behind, and a reader of each. */
    private static final String POSTS = """
            create temporary table made as select i, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint + i), 12, '0')
                || '7000' || '8' || lpad(to_hex(i), 15, '0'))::uuid as id from generate_series(1, %1$d) i;
            insert into post (id, channel_id, seq, author_id, client_key, title, body, created_at, search_text)
                select made.id, c.id, 100 + i, '00000000-0000-0001-0000-000000000004', 'key' || i, 'Sortie au musée ' || i,
                    'Nous partons mardi à 8 h 30. Prévoir un pique-nique et de bonnes chaussures, retour à 16 h ; mot ' || i,
                    now(), 'sortie au musee ' || i || ' nous partons mardi a 8 h 30. prevoir un pique-nique et de bonnes '
                    || 'chaussures, retour a 16 h ; mot ' || i
                  from made cross join (select id from channel where kind = 'class_families' limit 1) c;
            insert into post_event (channel_id, seq, post_id, kind, actor_id, at)
                select channel_id, seq, id, 'posted', author_id, now() from post where seq > 100;
            insert into outbox (post_id, cause, created_at, done_at) select id, 'posted', now(), now() from made;
            insert into read_cursor (account_id, channel_id, seq, at)
                select a.id, c.id, 7, now() from account a
                 cross join (select id from channel where kind = 'class_families' limit 1) c where a.profile = 'guardian';
            select make_archive_month(date_trunc('month', now() at time zone 'UTC')::date);
            insert into delivery_archive (post_id, id, people, accounts, address, route, step, round, purpose, state, segments,
                    charged, payer_kind, payer_id, provider, provider_id, tries, created_at, changed_at)
                select made.id, d.id, array[recipient_id], array[account_id], address, route, 0, 0, purpose, state, segments,
                    charged, payer_kind, payer_id, provider, provider_id, 1, d.created_at, d.changed_at
                  from delivery d join made on made.i = 1 + (d.id %% %1$d)
            """;

    private static final String SIZE = "select sum(pg_total_relation_size(relid)) from pg_partition_tree('%s')";

    private static final List<String> TABLES = List.of(
            "person",
            "account",
            "pupil",
            "guardianship",
            "read_cursor",
            "post",
            "post_event",
            "outbox",
            "delivery",
            "delivery_person",
            "delivery_attempt",
            "provider_event",
            "sms_link",
            "email_sent",
            "email_sent_delivery",
            "delivery_archive");

    @Override
    public String about() {
        return "bytes a row of each table that grows, indexes included [--rows 100000]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rows = options.only("rows").number("rows", 100_000, 1_000);
        Table table = out.head("                  table", "   rows", "bytes a row");
        Map<String, Object> figures = new LinkedHashMap<>();
        try (WorkFolder folder = WorkFolder.make("rows");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.path().resolve("postgres"), 0)) {
            HubProcess.start(
                            Files.createDirectories(folder.path().resolve("hub")),
                            List.of(),
                            Databases.settings(postgres.address()))
                    .stop(); // it has made the schema
            new Queue(postgres.address()).fill(rows, 0);
            try (Connection connection = Databases.connect(postgres.address());
                    Statement statement = connection.createStatement()) {
                statement.execute(DELIVERIES);
                statement.execute(POSTS.formatted(rows));
                for (String name : TABLES) {
                    statement.execute("vacuum full analyze " + name);
                    long counted = number(statement, "select count(*) from " + name);
                    long each = number(statement, SIZE.formatted(name)) / counted;
                    table.row(name, counted, each);
                    figures.put(name, each);
                }
            }
        }
        return new Verdict(true, figures);
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
