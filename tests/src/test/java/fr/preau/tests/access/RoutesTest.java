package fr.preau.tests.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.edge.Endpoint;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the hub answers, what it publishes and what the table of rights knows are one list. */
@ExtendWith(SharedHub.class)
class RoutesTest {
    private final HubUnderTest hub;

    RoutesTest(HubUnderTest hub) {
        this.hub = hub;
    }

    @Test
    void every_route_of_the_hub_is_published_and_every_published_one_exists() {
        var served = new TreeMap<String, String>();
        for (Endpoint endpoint : hub.hub().rooms().endpoints()) {
            if (!Undocumented.holds(endpoint)) {
                served.put(endpoint.operation(), endpoint.method() + " " + endpoint.path() + " " + endpoint.entry());
            }
        }

        var published = new TreeMap<String, String>();
        for (Operation operation : hub.contract().operations()) {
            published.put(
                    operation.id(),
                    operation.method() + " " + operation.template() + (operation.signed() ? " SIGNED" : " OPEN"));
        }

        assertEquals(published, served);
    }

    @Test
    void no_two_operations_have_the_same_name() {
        var served = hub.hub().rooms().endpoints().stream()
                .filter(endpoint -> !Undocumented.holds(endpoint))
                .map(Endpoint::operation)
                .toList();
        var published = hub.contract().operations().stream().map(Operation::id).toList();

        assertEquals(new TreeSet<>(served).size(), served.size());
        assertEquals(new TreeSet<>(published).size(), published.size());
    }

    @Test
    void every_operation_names_its_actions_in_the_table_of_rights() {
        Set<String> known = new HashSet<>(AccessRules.read().actions());
        known.addAll(List.of("own", "open", "operator"));

        for (Operation operation : hub.contract().operations()) {
            assertTrue(
                    !operation.access().isEmpty() && known.containsAll(operation.access()),
                    operation.id() + " has x-access " + operation.access());
        }
    }

    @Test
    void every_action_of_the_table_can_be_done_by_some_operation() {
        Set<String> reachable = hub.contract().operations().stream()
                .flatMap(operation -> operation.access().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        reachable.removeAll(Set.of("own", "open", "operator"));

        assertEquals(new TreeSet<>(AccessRules.read().actions()), reachable);
    }

    @Test
    void what_needs_a_sign_in_says_so_to_strangers() {
        for (Operation operation : hub.contract().operations()) {
            if (operation.signed()) {
                var answer = hub.anonymous()
                        .send(
                                operation.method(),
                                operation.pathWith("00000000-0000-0000-0000-000000000000"),
                                null,
                                null);
                assertEquals("sign_in_required", answer.code(), operation.id());
                assertEquals(401, answer.status(), operation.id());
            }
        }
    }
}
