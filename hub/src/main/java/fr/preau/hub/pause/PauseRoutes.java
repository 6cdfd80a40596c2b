package fr.preau.hub.pause;

import fr.preau.channels.people.Profile;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.PauseBook;
import fr.preau.channels.reach.PauseRule;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Setting the pause: a school's by its head, a territory's by its operator. Others are told that there is no such place. */
public final class PauseRoutes {
    /** What is set in a place, and what holds there for families where no rule says otherwise. */
    private record Pauses(PauseView standard, List<PauseView> rules) {}

    /** Whose pause it is. */
    private record Scope(UUID territory, @Nullable UUID school) {}

    private final PausePolicies policies;
    private final PauseStore store;
    private final Audit audit;

    public PauseRoutes(Ground ground, PausePolicies policies, Audit audit) {
        this.audit = audit;
        this.policies = policies;
        this.store = new PauseStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        String school = "/api/v1/schools/{school}/pause";
        String territory = "/api/v1/territories/{territory}/pause";
        return List.of(
                Endpoint.signed("getSchoolPause", HttpMethod.GET, school, this::get),
                Endpoint.signed("setSchoolPause", HttpMethod.PUT, school, this::set),
                Endpoint.signed("dropSchoolPause", HttpMethod.DELETE, school, this::drop),
                Endpoint.signed("getTerritoryPause", HttpMethod.GET, territory, this::get),
                Endpoint.signed("setTerritoryPause", HttpMethod.PUT, territory, this::set),
                Endpoint.signed("dropTerritoryPause", HttpMethod.DELETE, territory, this::drop));
    }

    private Future<Reply> get(Exchange x) {
        return scope(x).compose(this::pauses).map(Reply::ok);
    }

    private Future<Reply> set(Exchange x) {
        var wanted = x.body(PauseView.class);
        return scope(x).compose(scope -> store.together(transaction -> set(transaction, x, scope, wanted))
                        .compose(set -> policies.changed(scope.territory(), scope.school()))
                        .compose(changed -> pauses(scope)))
                .map(Reply::ok);
    }

    private Future<Void> set(SqlClient transaction, Exchange x, Scope scope, PauseView wanted) {
        var rule = wanted.rule(scope.territory(), scope.school());
        return store.set(transaction, rule, x.caller().account().value())
                .compose(set -> noted(transaction, x, scope, "pause_set", wanted.profile(), wanted.category()));
    }

    private Future<Reply> drop(Exchange x) {
        Profile profile = PauseView.profile(x.query("profile"));
        Category category = PauseView.category(x.query("category"));
        return scope(x).compose(scope -> store.together(transaction -> drop(transaction, x, scope, profile, category))
                        .compose(dropped -> policies.changed(scope.territory(), scope.school())))
                .map(dropped -> Reply.none());
    }

    private Future<Void> drop(
            SqlClient transaction, Exchange x, Scope scope, @Nullable Profile profile, @Nullable Category category) {
        return store.drop(transaction, scope.territory(), scope.school(), profile, category)
                .compose(was -> was
                        ? noted(transaction, x, scope, "pause_dropped", x.query("profile"), x.query("category"))
                        : Future.failedFuture(new Refused(Problem.NOT_FOUND)));
    }

    private Future<Void> noted(
            SqlClient transaction,
            Exchange x,
            Scope scope,
            String action,
            @Nullable String profile,
            @Nullable String category) {
        UUID school = scope.school();
        return audit.record(
                transaction,
                Optional.of(x.caller().account()),
                action,
                school == null ? "territory" : "school",
                (school == null ? scope.territory() : school).toString(),
                Map.of("profile", profile == null ? "*" : profile, "category", category == null ? "*" : category));
    }

    private Future<Pauses> pauses(Scope scope) {
        return Future.join(policies.book(), store.rules(scope.territory(), scope.school()))
                .map(both -> {
                    PauseBook book = both.resultAt(0);
                    List<PauseRule> rules = both.resultAt(1);
                    return new Pauses(
                            PauseView.of(book.policyFor(
                                    scope.territory(), scope.school(), Profile.GUARDIAN, Category.NOTICE)),
                            rules.stream().map(PauseView::of).toList());
                });
    }

    private Future<Scope> scope(Exchange x) {
        UUID account = x.caller().account().value();
        boolean ofSchool = x.path("school") != null;
        UUID place = x.id(ofSchool ? "school" : "territory");
        Future<Optional<UUID>> territory =
                ofSchool ? store.territoryOfHead(account, place) : store.territoryOfOperator(account, place);
        return territory.map(found -> found.map(id -> new Scope(id, ofSchool ? place : null))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND)));
    }
}
