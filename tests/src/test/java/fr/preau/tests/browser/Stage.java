package fr.preau.tests.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.preau.tests.Repository;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.World;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** What each scenario gets: the browser, the hub's address, and people. */
final class Stage {
    private Stage() {}

    /** The Chromium of this machine; without one the test is left out, but not in CI, where one has to be. */
    static Path chromium() {
        Optional<Path> chromium = Chromium.find();
        boolean demanded = System.getenv("CI") != null;
        assertTrue(chromium.isPresent() || !demanded, "install Chromium (Debian and Ubuntu: chromium)");
        assumeTrue(chromium.isPresent(), "no Chromium here: install it, or name it in PREAU_CHROMIUM");
        return chromium.orElseThrow();
    }

    /** @param sandbox the hub whose telephones show what goes by SMS */
    static JsonObject of(Path chromium, HubUnderTest node, HubUnderTest sandbox) {
        var mobile = Objects.requireNonNull(node.world().fatouDiallo.person().mobile());
        return new JsonObject()
                .put("chromiumPath", chromium.toString())
                .put("out", Repository.root().resolve("tests/target/browser").toString())
                .put("base", "http://localhost:" + node.hub().port())
                .put(
                        "telephones",
                        new JsonObject()
                                .put("address", sandbox.base() + "/sandbox")
                                .put("number", mobile));
    }

    static JsonObject person(Account account) {
        return new JsonObject()
                .put("login", account.login())
                .put("family", account.person().family())
                .put("password", World.PASSWORD);
    }
}
