package fr.preau.hub.preference;

import fr.preau.channels.people.Caller;
import fr.preau.channels.people.Profile;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Choice;
import fr.preau.channels.reach.PauseBook;
import fr.preau.channels.reach.Preferences;
import fr.preau.channels.reach.Route;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.preference.Reaching.Address;
import fr.preau.hub.preference.Reaching.Child;
import fr.preau.hub.preference.Reaching.Chosen;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** How the caller wants to be reached: to see and to change, for no one else. */
public final class PreferenceRoutes {
    private final Ground ground;
    private final PausePolicies pauses;
    private final PreferenceStore store;

    public PreferenceRoutes(Ground ground, PausePolicies pauses) {
        this.ground = ground;
        this.pauses = pauses;
        this.store = new PreferenceStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.signed("getReachPreferences", HttpMethod.GET, "/api/v1/me/reach", x -> view(x.caller())),
                Endpoint.signed("setReach", HttpMethod.PUT, "/api/v1/me/reach", this::set));
    }

    private Future<Reply> view(Caller caller) {
        return Future.join(store.of(caller), pauses.book()).map(both -> {
            Reaching reaching = both.resultAt(0);
            PauseBook book = both.resultAt(1);
            return Reply.ok(ReachView.of(
                    reaching,
                    caller.profile(),
                    preferences(reaching.closed(), reaching.chosen()),
                    book.policyFor(null, null, caller.profile(), Category.NOTICE)));
        });
    }

    private Future<Reply> set(Exchange x) {
        var wish = x.body(ReachView.Wish.class);
        var caller = x.caller();
        var wanted = wish.reaching();
        List<UUID> first = wish.callFirst() == null ? List.of() : wish.callFirst();
        return store.of(caller)
                .compose(now -> check(caller.profile(), now, wanted, first))
                .compose(right -> store.set(
                        caller,
                        Preferences.categoriesOf(caller.profile()),
                        wanted,
                        first,
                        ground.clock().instant()))
                .compose(done -> view(caller));
    }

    private static Future<Void> check(Profile profile, Reaching now, Reaching wanted, List<UUID> first) {
        var own = Preferences.categoriesOf(profile);
        if (wanted.chosen().stream().anyMatch(one -> !own.contains(one.category()))) {
            return refused(Refusal.field(Problem.INVALID_FIELD, "choices.category"));
        }
        if (wanted.chosen().stream()
                        .map(one -> one.category() + "/" + one.route())
                        .distinct()
                        .count()
                != wanted.chosen().size()) {
            return refused(Refusal.field(Problem.INVALID_FIELD, "choices"));
        }
        if (!now.children().stream().map(Child::id).toList().containsAll(first)) {
            return refused(Refusal.field(Problem.INVALID_FIELD, "callFirst"));
        }
        var silent = new ArrayList<>(preferences(now.closed(), wanted.chosen()).silenced(profile, has(now)));
        // What a link of an e-mail has ended is no reason to refuse another change.
        silent.removeAll(preferences(now.closed(), now.chosen()).silenced(profile, has(now)));
        return silent.isEmpty() ? Future.succeededFuture() : refused(Refusal.field(Problem.LAST_ROUTE, "choices"));
    }

    private static Future<Void> refused(Refusal refusal) {
        return Future.failedFuture(new Refused(refusal));
    }

    private static Set<Route> has(Reaching now) {
        var has = EnumSet.noneOf(Route.class);
        if (now.devices() > 0) {
            has.add(Route.PUSH);
        }
        now.routes().stream()
                .filter(one -> one.stopped().isEmpty())
                .map(Address::route)
                .forEach(has::add);
        return has;
    }

    private static Preferences preferences(Map<Category, Set<Route>> closed, List<Chosen> chosen) {
        Map<Category, Map<Route, Choice>> map = new EnumMap<>(Category.class);
        chosen.forEach(one -> map.computeIfAbsent(one.category(), any -> new EnumMap<>(Route.class))
                .put(one.route(), one.choice()));
        return new Preferences(closed, Map.of(), map);
    }
}
