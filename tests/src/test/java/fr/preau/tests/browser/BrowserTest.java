package fr.preau.tests.browser;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.world.World;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Real people's errands in a real Chromium. On a machine without one they are left out, but not in CI, where one has to
 * be.
 */
@ExtendWith(SharedHub.class)
@TestInstance(Lifecycle.PER_CLASS)
class BrowserTest {
    private HubUnderTest node;
    private String world;

    @BeforeAll
    void openADoorForBrowsers(HubUnderTest shared) {
        Path chromium = Stage.chromium();
        // Browsers reach it by a name under which cookies are safe without TLS. What goes by SMS leaves from the shared
        // hub, whose telephones show it.
        node = shared.another(Map.of("http.publicUrl", "http://localhost:0", "node.roles", "api,stream"));
        world = world(shared, chromium).encode();
    }

    @AfterAll
    void closeIt() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void anOfficersBulletinAppearsInAParentsBrowserAndOnTheTelephoneOfOneWithoutAnApp() throws Exception {
        Scenario.play("bulletin", world);
    }

    @Test
    void signingInWronglyRightlyInTwoTabsAndOutAgain() throws Exception {
        Scenario.play("sign-in", world);
    }

    @Test
    void aTeacherAndAParentWriteToOneAnother() throws Exception {
        Scenario.play("chat", world);
    }

    @Test
    void aParentFindsATeacherAndLaterTheWords() throws Exception {
        Scenario.play("finding", world);
    }

    @Test
    void aBrowserThatIsWokenUpFetchesTheTitleAndShowsIt() throws Exception {
        Scenario.play("push", world);
    }

    @Test
    void theSandboxShowsLiveWhatImaginaryPeopleGetAndLetsThemAnswer() throws Exception {
        Scenario.play("sandbox", world);
    }

    @Test
    void aParentSaysHowToBeReached() throws Exception {
        Scenario.play("reach", world);
    }

    @Test
    void aHeadClosesARouteAndAFamilySeesIt() throws Exception {
        Scenario.play("place-reach", world);
    }

    @Test
    void theInterfaceSpeaksFrenchAndEnglish() throws Exception {
        Scenario.play("language", world);
    }

    @Test
    void whereWebSocketsAreBlockedPostsStillArrive() throws Exception {
        Scenario.play("events", world);
    }

    @Test
    void noScreenHasAFaultOfAccessibilityThatAMachineCanFind() throws Exception {
        Scenario.play("screens", world);
    }

    @Test
    void aReachBoardFillsLiveAndAnAnswerBySmsAppearsInTheConversation() throws Exception {
        try (HubUnderTest alone =
                HubUnderTest.alone(Map.of("http.publicUrl", "http://localhost:0", "email.provider", "sandbox"))) {
            World people = alone.world();
            String word = "Sortie avancée à 15 h";
            var families = alone.channel(
                    "class_families", place -> people.verneCe1.id().equals(place.schoolClass()));
            alone.as(people.teacherVerneCe1)
                    .write(families, Map.of("title", word, "body", "Venez à l’heure.", "urgency", "urgent"))
                    .is(201);
            JsonObject scene = new JsonObject(world)
                    .put("base", "http://localhost:" + alone.hub().port())
                    .put("sandbox", "http://localhost:" + alone.hub().port() + "/sandbox")
                    .put("teacherCe1", Stage.person(people.teacherVerneCe1))
                    .put("word", word)
                    .put("child", people.awa.person().shown())
                    .put("number", people.fatouDiallo.person().mobile())
                    .put("mailbox", people.claireMoreau.person().email());
            Scenario.play("board", scene.encode());
        }
    }

    private JsonObject world(HubUnderTest shared, Path chromium) {
        World people = node.world();
        return Stage.of(chromium, node, shared)
                .put("officer", Stage.person(people.canteenAubin))
                .put("teacher", Stage.person(people.teacherVerneCp))
                .put("head", Stage.person(people.headVerne))
                .put("parent", Stage.person(people.claireMoreau))
                .put("parentElsewhere", Stage.person(people.samirRoy))
                .put("school", people.verne.name())
                .put("liaison", people.lina.person().shown());
    }
}
