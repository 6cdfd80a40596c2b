package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.wire.Member;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The standby of a pair hangs: nothing can be promised any more, but everything can be read. */
class StandbyLostTest {
    private static final Duration WITHIN = Duration.ofSeconds(60);

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void whileNoStandbyConfirmsPostsAreRefusedAndReadsGoOn() throws Exception {
        // given a hub on two servers, and people who write
        try (WorkFolder folder = WorkFolder.make("standby");
                Pair pair = Pair.make(folder.path());
                HubProcess hub = HubProcess.start(folder.path(), List.of(), Scene.settings(pair.settings()))) {
            Town town = Town.settle(pair.primary().address(), hub.origin());
            Doors doors = Doors.of(hub.base());
            Member teacher =
                    town.seat(town.world().teacherVerneCp, doors, WITHIN).member();
            UUID room = town.channels().getFirst();
            try (Traffic traffic = Traffic.begin(town, 8, doors, WITHIN, Pace.STEADY)) {
                traffic.awaitEverybodyPosting(WITHIN);

                // when the standby hangs
                pair.standby().freeze();
                Traffic.await(
                        WITHIN,
                        "an answer that says read only",
                        () -> teacher.posts(room, null, 10)
                                .headers()
                                .firstValue("preau-read-only")
                                .isPresent());

                // then reads are answered and writes refused at once, to be sent again
                assertEquals(200, teacher.posts(room, null, 10).status());
                var refused = teacher.openReplies(town.channels().get(1), true);
                refused.refused("read_only");
                assertTrue(refused.headers().firstValue("retry-after").isPresent());

                // when it confirms again, everything is written
                pair.standby().thaw();
                traffic.awaitEverybodyPosting(WITHIN);
                assertTrue(traffic.finish(pair.primary().address(), WITHIN).none());
            }
        }
    }
}
