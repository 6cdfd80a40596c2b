package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.ground.Moments;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is over moves to the archive, once and whole, and is erased in time. */
class ArchiveTest {
    private static final String HERE_AND_THERE = """
            select (select count(*) from delivery) * 100 + (select count(*) from delivery_archive)
            """;

    @AutoClose
    private final ArchiveScene scene = new ArchiveScene();

    private final ReachTown town = scene.town();

    @Test
    void what_ended_long_ago_moves_once_with_all_that_belongs_to_it() {
        // given
        UUID post = scene.oldPost();
        for (int i = 0; i < 8; i++) {
            scene.delivery(post, town.guardian("+3363998000" + i), i == 0 ? "dead" : "delivered", 2);
        }

        // when
        int first = scene.archive();
        int second = scene.archive();

        // then
        assertEquals(8, first);
        assertEquals(0, second);
        assertEquals(8, town.number(HERE_AND_THERE));
        assertEquals(8, town.number("select count(*) from delivery_archive_2026_09"), "in the month of its post");
        assertEquals(8, town.number("select count(*) from delivery_person_ever where post_id = $1", post));
        assertEquals(0, town.number("""
                select (select count(*) from delivery_person) + (select count(*) from delivery_attempt)
                    + (select count(*) from provider_event)
                """));
        assertEquals(8, town.number("""
                select sum(archived) from sms_spent where payer_kind = 'town' and unit = 'month' and period = '2026-09-01'
                """), "the month still knows how many messages went");
    }

    @Test
    void what_may_still_change_stays() {
        // given
        UUID post = scene.oldPost();
        scene.delivery(post, town.guardian("+33639980001"), "pending", 1);
        scene.delivery(post, town.guardian("+33639980002"), "sending", 1);
        scene.delivery(post, town.guardian("+33639980003"), "delivered", 1, ArchiveScene.NOW);
        long linked = scene.delivery(post, town.guardian("+33639980004"), "delivered", 1);
        town.run("""
                insert into sms_link (hash, delivery_id, post_id, account_id, person_id, created_at, expires_at)
                select 'h', id, post_id, account_id, recipient_id, $2::timestamptz, $3::timestamptz from delivery where id = $1
                """, linked, Moments.utc(ArchiveScene.OLD), Moments.utc(ArchiveScene.NOW.plusSeconds(1)));
        UUID followed = scene.post(ArchiveScene.OLD);
        scene.delivery(followed, town.guardian("+33639980005"), "delivered", 1);
        town.run("insert into outbox (post_id, cause, created_at) values ($1, 'reminded', now())", followed);

        // when
        int moved = scene.archive();

        // then
        assertEquals(0, moved);
        assertEquals(500, town.number(HERE_AND_THERE));
    }

    @Test
    void a_batch_that_is_cut_off_half_way_loses_nothing_and_the_next_one_does_it() {
        // given
        UUID post = scene.oldPost();
        for (int i = 0; i < 3; i++) {
            scene.delivery(post, town.guardian("+3363998000" + i), "delivered", 1);
        }
        town.run("""
                create function cut_off() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$
                """);
        town.run("create trigger cut_off before delete on delivery for each row execute function cut_off()");

        // when
        assertThrows(IllegalStateException.class, scene::archive);

        // then
        assertEquals(300, town.number(HERE_AND_THERE));
        assertEquals(0, town.number("select count(*) from sms_spent where archived > 0"));
        assertEquals(3, town.number("select count(*) from delivery_attempt"));

        // and when
        town.run("drop trigger cut_off on delivery");
        assertEquals(3, scene.archive());
        assertEquals(3, town.number(HERE_AND_THERE));
    }

    @Test
    void one_node_works_and_the_others_leave_it_to_that_one() {
        // given
        UUID post = scene.oldPost();
        scene.delivery(post, town.guardian("+33639980001"), "delivered", 1);

        // when: another node is in the middle of a batch
        TidyingStore.Batch meanwhile = ReachTown.await(scene.pool()
                .withTransaction(other -> other.query(
                                "select pg_advisory_xact_lock(" + 0x50_72_65_61_75_61_72_63L + ")")
                        .execute()
                        .compose(locked -> scene.store().move(0, 3, ArchiveScene.OVER, ArchiveScene.NOW))));

        // then
        assertEquals(new TidyingStore.Batch(false, 0, 0, false), meanwhile);
        assertTrue(scene.move(0).mine());
    }

    @Test
    void a_school_year_that_may_no_longer_be_kept_is_gone_whole() {
        // given
        UUID then = scene.post(ArchiveScene.NOW.minus(Duration.ofDays(500)));
        UUID post = scene.oldPost();
        UUID guardian = town.guardian("+33639980001");
        scene.delivery(then, guardian, "delivered", 1);
        scene.delivery(post, guardian, "delivered", 1);
        scene.archive();

        // when
        ReachTown.await(scene.forgetting().archive(LocalDate.of(2026, 9, 1), 10));

        // then
        assertEquals(
                List.of(post),
                town.rows("select post_id from delivery_archive").stream()
                        .map(row -> row.getUUID(0))
                        .toList());
        assertEquals(0, town.number("select count(*) from pg_class where relname = 'delivery_archive_2025_07'"));
    }

    @Test
    void posts_whose_ids_tell_no_time_are_archived_and_erased_too() {
        // given
        UUID post = town.bulletin("Cantine", "Fermée", ArchiveScene.OLD);
        town.run("update outbox set done_at = now()");
        scene.delivery(post, town.guardian("+33639980001"), "delivered", 1);

        // when
        scene.archive();

        // then
        assertEquals(1, town.number("select count(*) from delivery_archive_other"));
        assertEquals(
                1,
                ReachTown.await(scene.forgetting().archive(LocalDate.of(2026, 11, 1), 10))
                        .moved());
        assertEquals(0, town.number(HERE_AND_THERE));
    }

    @Test
    void who_is_erased_is_erased_from_the_archive_and_the_cost_stays() {
        // given: two people with one telephone, and one alone
        UUID post = scene.oldPost();
        UUID one = new UUID(8, 1);
        UUID other = new UUID(8, 2);
        UUID alone = new UUID(8, 3);
        for (UUID person : List.of(one, other, alone)) {
            town.run("insert into person (id, family_name, given_name) values ($1, 'Passant', 'P')", person);
        }
        long shared = scene.delivery(post, one, "delivered", 2);
        town.run("update delivery set address = '+33639980001' where id = $1", shared);
        town.run("insert into delivery_person (delivery_id, person_id, account_id) values ($1, $2, $2)", shared, other);
        scene.delivery(post, alone, "delivered", 3);
        scene.archive();

        // when
        town.run("delete from person where id = any ($1)", (Object) new UUID[] {one, alone});

        // then
        assertEquals(
                List.of(other),
                town.rows("select person_id from delivery_person_ever").stream()
                        .map(row -> row.getUUID(0))
                        .toList());
        assertEquals(5, town.number("select sum(segments) from delivery_ever where post_id = $1", post));
        assertEquals(1, town.number("select count(*) from delivery_archive where address <> ''"));
    }

    @Test
    void the_outbox_forgets_what_it_did_and_keeps_what_is_open() {
        // given
        UUID post = scene.oldPost();
        for (int i = 0; i < 5; i++) {
            town.run("""
                    insert into outbox (post_id, cause, created_at, done_at)
                    values ($1, 'edited', $2::timestamptz, case when $3::boolean then $2::timestamptz end)
                    """, post, Moments.utc(ArchiveScene.OLD), i % 2 == 0);
        }

        // when
        var batch = ReachTown.await(scene.forgetting().outbox(0, 100, ArchiveScene.OVER));

        // then
        assertEquals(4, batch.moved(), "three, and the one by which the post was told");
        assertEquals(2, town.number("select count(*) from outbox where done_at is null"));
    }
}
