package fr.preau.tests.provider;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.world.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** A town whose canteen wrote to so many guardians, each with an SMS in the queue, and what became of these. */
public final class Queue {
    private static final String TOWN = """
            with te as (insert into territory (name) values ('Nulle-Part') returning id),
            t as (insert into town (id, territory_id, insee, name)
                select '00000000-0000-0001-0000-000000000001', id, '99001', 'Saint-Aubin' from te),
            s as (insert into school (id, uai, name, town_id) values
                ('00000000-0000-0001-0000-000000000002', '0990001A', 'École', '00000000-0000-0001-0000-000000000001')),
            k as (insert into school_class (id, school_id, name) values
                ('00000000-0000-0001-0000-000000000003', '00000000-0000-0001-0000-000000000002', 'CP')),
            p as (insert into person (id, family_name, given_name) values
                ('00000000-0000-0001-0000-000000000004', 'Costa', 'Nina')),
            a as (insert into account (id, person_id, profile, login) values
                ('00000000-0000-0001-0000-000000000004', '00000000-0000-0001-0000-000000000004', 'officer', 'nina'))
            insert into assignment (account_id, role, town_id, service) values
                ('00000000-0000-0001-0000-000000000004', 'officer', '00000000-0000-0001-0000-000000000001', 'canteen');
            select open_missing_channels();
            with c as (update channel set last_seq = last_seq + 1 where kind = 'town_bulletin' and service = 'canteen'
                returning id, last_seq),
            p as (insert into post (id, channel_id, seq, author_id, client_key, urgency, title, body, targeted, created_at,
                    search_text)
                select '00000000-0000-0001-0000-000000000005', id, last_seq, '00000000-0000-0001-0000-000000000004', 'key',
                    'routine', 'Cantine', 'Pas de poisson mardi.', true, now(), '' from c)
            insert into post_audience (post_id, scope, ref) values
                ('00000000-0000-0001-0000-000000000005', 'town', '00000000-0000-0001-0000-000000000001')
            """;

    private static final String PEOPLE = """
            create temporary table n as select i, ('00000000-0000-0009-0000-' || lpad(to_hex(i), 12, '0'))::uuid as g,
                ('00000000-0000-000a-0000-' || lpad(to_hex(i), 12, '0'))::uuid as c from generate_series(1, %1$d) i;
            insert into person (id, family_name, given_name, phone_mobile)
                select g, 'Foule', 'P' || i, '+33639' || lpad(i::text, 6, '0') from n
                union all select c, 'Foule', 'C' || i, null from n;
            insert into account (id, person_id, profile, login) select g, g, 'guardian', 'crowd' || i from n;
            insert into pupil (person_id, school_id, class_id)
                select c, '00000000-0000-0001-0000-000000000002', '00000000-0000-0001-0000-000000000003' from n;
            insert into guardianship (guardian_id, pupil_id) select g, c from n
            """;

    private static final String DELIVERIES = """
            insert into delivery (post_id, recipient_id, account_id, route, step, address, language, priority, payer_kind,
                payer_id, estimate, due_at, deadline, created_at, changed_at, state)
            select '00000000-0000-0001-0000-000000000005', g, g, 'sms', %1$d, '+33639' || lpad(i::text, 6, '0'), 'fr', 2,
                'town', '00000000-0000-0001-0000-000000000001', 1, now(), now() + interval '1 day', now(), now(), '%2$s'
              from n;
            insert into delivery_person (delivery_id, person_id, account_id)
                select id, recipient_id, recipient_id from delivery where step = %1$d
            """;

    private final DatabaseAddress database;

    public Queue(DatabaseAddress database) {
        this.database = database;
    }

    /**
     * Fills it.
     *
     * @param people who wait for a message
     * @param old messages of earlier days beside them, a multiple of {@code people}
     */
    public void fill(int people, int old) throws SQLException {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(TOWN);
            statement.execute(PEOPLE.formatted(people));
            for (int step = 1; step <= old / people; step++) {
                statement.execute(DELIVERIES.formatted(1_000 + step, "submitted"));
            }
            statement.execute("analyze person, account, pupil, guardianship, post, channel, delivery, delivery_person");
            statement.execute(DELIVERIES.formatted(0, "pending"));
            statement.execute("vacuum analyze delivery, delivery_person");
        }
    }

    /** How many of today's deliveries are in each state. */
    public Map<String, Integer> states() throws SQLException {
        Map<String, Integer> states = new TreeMap<>();
        query("select state, count(*) from delivery where step < 1000 group by 1", rows -> {
            while (rows.next()) {
                states.put(rows.getString(1), rows.getInt(2));
            }
        });
        return states;
    }

    /** The state of each of today's deliveries. */
    public Map<Long, String> stateOfEach() throws SQLException {
        Map<Long, String> states = new TreeMap<>();
        query("select id, state from delivery where step < 1000", rows -> {
            while (rows.next()) {
                states.put(rows.getLong(1), rows.getString(2));
            }
        });
        return states;
    }

    /** One number. */
    public long number(String sql) throws SQLException {
        long[] found = new long[1];
        query(sql, rows -> {
            rows.next();
            found[0] = rows.getLong(1);
        });
        return found[0];
    }

    private interface Reader {
        void read(java.sql.ResultSet rows) throws SQLException;
    }

    private void query(String sql, Reader reader) throws SQLException {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            reader.read(rows);
        }
    }
}
