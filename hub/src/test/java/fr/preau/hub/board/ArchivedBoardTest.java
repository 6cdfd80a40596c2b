package fr.preau.hub.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.hub.reach.ArchiveScene;
import fr.preau.hub.reach.ReachTown;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the board says of a post does not depend on where its deliveries lie. */
class ArchivedBoardTest {
    @AutoClose
    private final ArchiveScene scene = new ArchiveScene();

    private final ReachTown town = scene.town();

    @Test
    void the_board_and_the_cost_of_an_old_post_stay_the_same() {
        // given
        BoardStore store = new BoardStore(scene.pool());
        UUID post = scene.oldPost();
        scene.delivery(post, town.guardian("+33639980001"), "delivered", 2);
        scene.delivery(post, town.guardian("+33639980002"), "undelivered", 1);
        town.guardian("+33639980003");
        var counts = ReachTown.await(store.counts(post, Window.SCHOOL));
        var spent = ReachTown.await(store.spent(post));

        // when
        scene.archive();

        // then
        assertEquals(0, town.number("select count(*) from delivery"));
        assertEquals(counts, ReachTown.await(store.counts(post, Window.SCHOOL)));
        assertEquals(new BoardStore.Spent(2, 3), spent);
        assertEquals(spent, ReachTown.await(store.spent(post)));
    }
}
