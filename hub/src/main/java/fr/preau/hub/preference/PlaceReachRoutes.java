package fr.preau.hub.preference;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Route;
import fr.preau.channels.reach.RouteLayers;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.preference.PlaceReachStore.Kind;
import fr.preau.hub.preference.PlaceReachStore.Place;
import fr.preau.hub.reach.LayerStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What places decide above people's choices: a school's head for the school, a town's officers for their own service, an
 * operator for the territory. Others are told that there is no such place.
 */
public final class PlaceReachRoutes {
    private static final List<Category> OF_SCHOOL =
            List.of(Category.CLASS, Category.LIAISON, Category.NOTICE, Category.STAFF);

    private final Ground ground;
    private final Audit audit;
    private final PlaceReachStore store;
    private final LayerStore layers;

    public PlaceReachRoutes(Ground ground, Audit audit) {
        this.ground = ground;
        this.audit = audit;
        this.store = new PlaceReachStore(ground.pool());
        this.layers = new LayerStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        String school = "/api/v1/schools/{school}/reach";
        String town = "/api/v1/towns/{town}/reach";
        String territory = "/api/v1/territories/{territory}/reach";
        return List.of(
                Endpoint.signed("getSchoolReach", HttpMethod.GET, school, x -> get(x, Kind.SCHOOL)),
                Endpoint.signed("setSchoolReach", HttpMethod.PUT, school, x -> set(x, Kind.SCHOOL)),
                Endpoint.signed("getTownReach", HttpMethod.GET, town, x -> get(x, Kind.TOWN)),
                Endpoint.signed("setTownReach", HttpMethod.PUT, town, x -> set(x, Kind.TOWN)),
                Endpoint.signed("getTerritoryReach", HttpMethod.GET, territory, x -> get(x, Kind.TERRITORY)),
                Endpoint.signed("setTerritoryReach", HttpMethod.PUT, territory, x -> set(x, Kind.TERRITORY)));
    }

    private Future<Reply> get(Exchange x, Kind kind) {
        return place(x, kind)
                .compose(place -> Future.join(own(place), above(place)).map(both -> {
                    RouteLayers own = both.resultAt(0);
                    RouteLayers above = both.resultAt(1);
                    var closed = own.places().stream().findFirst().orElse(Map.of());
                    return Reply.ok(PlaceReachView.of(place, may(place), closed, above));
                }));
    }

    private Future<Reply> set(Exchange x, Kind kind) {
        var wish = x.body(PlaceReachView.Wish.class);
        return place(x, kind)
                .compose(place -> above(place).compose(above -> {
                    if (wish.hour() != null && !kind.hasHour()) {
                        throw Refused.field("digestHour");
                    }
                    return write(x, place, wish, wish.closed(may(place), above));
                }))
                .compose(written -> get(x, kind));
    }

    private Future<Void> write(Exchange x, Place place, PlaceReachView.Wish wish, Map<Category, Set<Route>> closed) {
        var by = x.caller().account();
        var now = ground.clock().instant();
        return store.together(transaction -> store.set(transaction, place, may(place), closed, by.value(), now)
                .compose(set -> store.setHour(transaction, place, wish.hour()))
                .compose(set -> audit.record(
                        transaction,
                        Optional.of(by),
                        "reach_set",
                        place.kind().code(),
                        place.id().toString(),
                        detail(wish, closed))));
    }

    private static Map<String, String> detail(PlaceReachView.Wish wish, Map<Category, Set<Route>> closed) {
        var detail = new TreeMap<>(closed.entrySet().stream()
                .collect(Collectors.toMap(
                        rule -> rule.getKey().code(), rule -> PlaceReachStore.words(rule.getValue()))));
        var hour = wish.hour();
        if (hour != null) {
            detail.put("digestHour", hour.toString());
        }
        return detail;
    }

    private Future<Place> place(Exchange x, Kind kind) {
        return store.place(x.caller().account().value(), kind, x.id(kind.code()))
                .map(found -> found.orElseThrow(() -> new Refused(Problem.NOT_FOUND)));
    }

    private Future<RouteLayers> own(Place place) {
        return layers.at(place.id(), null, null);
    }

    private Future<RouteLayers> above(Place place) {
        return switch (place.kind()) {
            case TERRITORY -> Future.succeededFuture(RouteLayers.NONE);
            case TOWN -> layers.at(place.territory(), null, null);
            case SCHOOL -> layers.at(place.territory(), place.town(), null);
        };
    }

    private static List<Category> may(Place place) {
        return switch (place.kind()) {
            case TERRITORY -> List.of(Category.values());
            case TOWN ->
                Stream.of(Category.values())
                        .filter(category -> place.services().contains(category.code()))
                        .toList();
            case SCHOOL -> OF_SCHOOL;
        };
    }
}
