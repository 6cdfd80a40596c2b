package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.reach.Category;
import fr.preau.channels.template.Part;
import fr.preau.channels.template.Template;
import fr.preau.channels.template.TemplateBook;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.sms.SmsCarrier;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What routes read of a post, the same for each of them. */
@Timeout(60)
class ToldPostTest {
    private static final UUID DISTRICT = new UUID(9, 1);
    private static final String TELEPHONE = "+33639980001";

    @AutoClose
    private final ReachHouse house = new ReachHouse(Map.of());

    private final ReachTown town = house.town;

    @BeforeEach
    void open() {
        town.run(
                "insert into inspection_district (id, territory_id, name) select $1, id, 'Est 2' from territory",
                DISTRICT);
        town.run("insert into channel (kind, district_id) values ('inspection', $1)", DISTRICT);
    }

    @Test
    void a_circular_lies_in_its_districts_territory_and_the_district_writes() {
        var told = read(town.post("inspection", "important", "Circulaire", "Animations", house.now()));

        assertEquals("Est 2", told.place());
        assertEquals(territory(), told.territory());
        assertEquals(Category.INSPECTION, told.category());
        assertTrue(told.discreet());
        assertEquals(
                territory(),
                read(town.post("school_notice", "routine", "Photo", "Jeudi", house.now()))
                        .territory());
    }

    @Test
    void a_circular_by_text_message_is_announced_in_the_territorys_words() {
        queue(town.post("inspection", "important", "Circulaire", "Animations", house.now()));
        var words = TemplateBook.STANDARD.with(
                new TemplateBook.Key("inspection", Part.SMS, "fr"),
                template("Inspection {{school}} : une circulaire vous attend. {{link}}"));
        var territory = territory();
        var carrier = new SmsCarrier(
                house.ground,
                house.provider,
                100,
                "PREAU",
                asked -> Future.succeededFuture(territory.equals(asked) ? words : TemplateBook.STANDARD));

        house.work(house.worker(carrier, List.of(carrier)));

        assertEquals(
                "Inspection Est 2 : une circulaire vous attend. http://localhost:8080/s/…",
                house.provider.sent.getFirst().text().replaceFirst("/s/[A-Za-z0-9_-]{10,16}$", "/s/…"));
    }

    @Test
    void an_alert_leaves_as_one() {
        town.guardian(TELEPHONE);
        var alert = town.post("school_notice", "urgent", "Confinement", "Restez à la maison.", house.now());
        town.run("update post set urgency = 'safety', safety_reason = 'Gaz dans la rue' where id = $1", alert);
        house.plan(alert);

        house.work(house.worker());

        assertTrue(house.provider.sent.getFirst().text().startsWith("ALERTE École Jean Zay : Confinement."));
    }

    private UUID territory() {
        return town.rows("select id from territory").getFirst().getUUID(0);
    }

    private ToldPost read(UUID post) {
        return ReachTown.await(new ToldPostStore(house.vertx, house.ground.pool()).read(post));
    }

    /** What the plan would queue for a head. */
    private void queue(UUID post) {
        var head = town.guardian(TELEPHONE);
        town.run(
                """
                with d as (
                    insert into delivery (post_id, recipient_id, account_id, route, step, round, purpose, address, language,
                        due_at, deadline, created_at, changed_at)
                    values ($1, $2, $2, 'sms', 1, 0, 'notice', $3, 'fr', $4, $5, $4, $4) returning id)
                insert into delivery_person (delivery_id, person_id, account_id) select id, $2, $2 from d
                """,
                post,
                head,
                TELEPHONE,
                Moments.utc(house.now()),
                Moments.utc(house.now().plus(Duration.ofDays(1))));
    }

    private static Template template(String words) {
        return ((Template.Right) Template.read(Part.SMS, words)).template();
    }
}
