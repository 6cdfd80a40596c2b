package fr.preau.tests.sms;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.Newcomers;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.Model.SchoolClass;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A mother without an app, her telephone, and her children, each in a class of their own with a teacher. */
final class Family {
    private static final AtomicInteger COUNT = new AtomicInteger();

    final String telephone;
    final UUID mother = UUID.randomUUID();
    final UUID account = UUID.randomUUID();
    final List<Account> teachers = new ArrayList<>();
    final List<UUID> liaisons = new ArrayList<>();
    final List<UUID> families = new ArrayList<>();
    private final HubUnderTest hub;

    Family(HubUnderTest hub, int children) {
        this.hub = hub;
        int number = COUNT.incrementAndGet();
        this.telephone = "+3363998%04d".formatted(7000 + number);
        hub.sql(
                "insert into person (id, given_name, family_name, phone_mobile) values (?, 'Awa', ?, ?)",
                mother,
                "Sarr" + number,
                telephone);
        hub.sql(
                "insert into account (id, person_id, profile, login) values (?, ?, 'guardian', ?)",
                account,
                mother,
                "sms." + account);
        for (int i = 0; i < children; i++) {
            child("CE2-" + number + (char) ('a' + i));
        }
    }

    private void child(String className) {
        var sand = hub.world().sand;
        var in = new SchoolClass(UUID.randomUUID(), sand, className, "CE2");
        var child = UUID.randomUUID();
        hub.sql(
                "insert into school_class (id, school_id, name, level) values (?, ?, ?, 'CE2')",
                in.id(),
                sand.id(),
                className);
        hub.sql("insert into person (id, given_name, family_name) values (?, 'Bineta', 'Sarr')", child);
        hub.sql("insert into pupil (person_id, school_id, class_id) values (?, ?, ?)", child, sand.id(), in.id());
        hub.sql("insert into guardianship (guardian_id, pupil_id) values (?, ?)", mother, child);
        hub.sql("select open_missing_channels()");
        var newcomers = new Newcomers(hub);
        var teacher = newcomers.teacher();
        newcomers.teaches(teacher, in);
        teachers.add(teacher);
        liaisons.add(one("select id from channel where kind = 'liaison' and pupil_id = ?", child));
        families.add(one("select id from channel where kind = 'class_families' and class_id = ?", in.id()));
    }

    /** The telephone heard of the last post in this channel, for this mother; the hub may have told it already. */
    void heardOf(UUID channel) {
        hub.sql(
                "insert into sms_thread (address, person_id, account_id, channel_id, post_id, our_number, opened_at, last_at)"
                        + " select ?, ?, ?, channel_id, id, 'PREAU', now(), now() from post where channel_id = ?"
                        + " order by seq desc limit 1"
                        + " on conflict (address, person_id, channel_id) do update set post_id = excluded.post_id,"
                        + " account_id = excluded.account_id, last_at = excluded.last_at",
                telephone,
                mother,
                account,
                channel);
    }

    /** How many rows the statement counts. */
    long count(String sql, Object... values) {
        return hub.database(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    query.setObject(i + 1, values[i]);
                }
                try (var rows = query.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    private UUID one(String sql, UUID value) {
        return hub.database(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                query.setObject(1, value);
                try (var rows = query.executeQuery()) {
                    rows.next();
                    return rows.getObject(1, UUID.class);
                }
            }
        });
    }
}
