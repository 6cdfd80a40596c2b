package fr.preau.tests.browser;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.world.World;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Errands that change a town for others: in a real Chromium, each in a town of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class DutiesTest {
    private Path chromium;

    @BeforeAll
    void theBrowser() {
        chromium = Stage.chromium();
    }

    @Test
    void aHeadRaisesASafetyAlertThroughThePauseAndOnlyWithAReasonAndASecondYes() throws Exception {
        try (HubUnderTest town = town(Map.of("pause.enabled", "true"))) {
            // The pause holds here at whatever hour this runs: it is about one in the morning.
            town.sql("update territory set zone = ?", whereItIsNight());
            World people = town.world();
            UUID notices =
                    town.channel("school_notice", place -> people.verne.id().equals(place.school()));
            JsonObject scene = stage(town)
                    .put("head", Stage.person(people.headVerne))
                    .put("parent", Stage.person(people.claireMoreau))
                    .put("school", people.verne.name());
            Scenario.play("alert-without-right", scene.encode());

            town.as(people.operator)
                    .api()
                    .post(
                            "/api/v1/safety-rights",
                            Map.of(
                                    "account", people.headVerne.id(),
                                    "scope", "school",
                                    "place", people.verne.id()))
                    .is(201);
            Scenario.play("alert", scene.put("notices", notices.toString()).encode());
        }
    }

    @Test
    void aParentConfirmsATelephoneAndSeesWhyAMailboxIsNoLongerUsed() throws Exception {
        try (HubUnderTest town = town(Map.of())) {
            World people = town.world();
            town.sql("""
                    insert into suppressed_address (route, address, reason, code, at)
                    values ('email', lower(?), 'full', 552, now())
                    """, String.valueOf(people.claireMoreau.person().email()));
            JsonObject scene = stage(town)
                    .put("parent", Stage.person(people.claireMoreau))
                    .put("number", people.claireMoreau.person().mobile());
            Scenario.play("confirm", scene.encode());
        }
    }

    @Test
    void aHeadGoesThroughTheContactsThatAreNoGoodAndATeacherTakesBackWhatWasNotedByMistake() throws Exception {
        try (HubUnderTest town = town(Map.of())) {
            World people = town.world();
            // 25 make a page: the number of one family, and many mailboxes of another.
            town.sql("""
                    insert into suppressed_address (route, address, reason, code, at)
                    values ('sms', '+33700000007', 'not_theirs', 0, now() - interval '1 day')
                    """);
            town.sql("""
                    insert into contact_task (school_id, person_id, route, address, reason, opened_at)
                    select ?, ?, 'email', 'vieille' || n || '@example.org', 'bad_address', now() + n * interval '1 second'
                      from generate_series(1, 27) n
                    """, people.verne.id(), people.claireMoreau.person().id());
            String word = "Piscine à 9 h";
            UUID families =
                    town.channel("class_families", place -> people.verneCe1.id().equals(place.schoolClass()));
            town.as(people.teacherVerneCe1)
                    .write(families, Map.of("title", word, "body", "Pensez au bonnet.", "urgency", "routine"))
                    .is(201);
            JsonObject scene = stage(town)
                    .put("head", Stage.person(people.headVerne))
                    .put("teacher", Stage.person(people.teacherVerneCe1))
                    .put("person", people.fatouDiallo.person().shown())
                    .put("child", people.awa.person().shown())
                    .put("word", word);
            Scenario.play("tasks", scene.encode());
            Scenario.play("told", scene.encode());
        }
    }

    @Test
    void anOfficerReadsWhatAFamilyAnsweredBySmsToABulletin() throws Exception {
        try (HubUnderTest town = town(Map.of())) {
            World people = town.world();
            String word = "Cantine en grève";
            UUID canteen = town.channel(
                    "town_bulletin",
                    place -> people.aubin.id().equals(place.town()) && "canteen".equals(place.service()));
            town.as(people.canteenAubin)
                    .write(
                            canteen,
                            Map.of(
                                    "title",
                                    word,
                                    "body",
                                    "Prévoyez un pique-nique.",
                                    "urgency",
                                    "urgent",
                                    "audience",
                                    List.of(Map.of("scope", "town", "ref", people.aubin.id()))))
                    .is(201);
            JsonObject scene = stage(town)
                    .put("officer", Stage.person(people.canteenAubin))
                    .put("number", people.fatouDiallo.person().mobile())
                    .put("person", people.fatouDiallo.person().shown())
                    .put("child", people.awa.person().shown())
                    .put("word", word);
            Scenario.play("answers", scene.encode());
        }
    }

    private static String whereItIsNight() {
        int hour = LocalTime.now(ZoneOffset.UTC).getHour();
        int ahead = Math.floorMod(1 - hour, 24);
        return ZoneOffset.ofHours(ahead > 12 ? ahead - 24 : ahead).getId();
    }

    private HubUnderTest town(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("http.publicUrl", "http://localhost:0"));
        all.putAll(settings);
        return HubUnderTest.alone(all);
    }

    private JsonObject stage(HubUnderTest town) {
        return Stage.of(chromium, town, town)
                .put("sandbox", "http://localhost:" + town.hub().port() + "/sandbox");
    }
}
