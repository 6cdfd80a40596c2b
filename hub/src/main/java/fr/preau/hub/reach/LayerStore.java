package fr.preau.hub.reach;

import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Route;
import fr.preau.channels.reach.RouteLayers;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what territories, towns and schools decided above people's choices: one look at an index, however many people. */
public final class LayerStore {
    private static final String RULES =
            "select place_id, category, closed from reach_layer where place_id = any ($1::uuid[])";

    /** Where the messages of a person come from: the schools of children, own schools and the towns around. */
    private static final String PLACES = """
            select distinct t.territory_id, t.id as town_id, s.id as school_id, coalesce(s.digest_hour, e.digest_hour) as hour
              from (
                select u.school_id, null::uuid as town_id from guardianship g
                  join pupil u on u.person_id = g.pupil_id and u.left_at is null
                 where g.guardian_id = $1 and g.ended_at is null
                union all
                select school_id, null from pupil where person_id = $1 and left_at is null
                union all
                select m.school_id, m.town_id from account a join assignment m on m.account_id = a.id and m.ended_at is null
                 where a.person_id = $1 and a.ended_at is null) x
              left join school s on s.id = x.school_id
              join town t on t.id = coalesce(s.town_id, x.town_id)
              join territory e on e.id = t.territory_id
            """;

    private final SqlClient client;

    public LayerStore(SqlClient client) {
        this.client = client;
    }

    /**
     * What holds for a person.
     *
     * @param closed what no place that writes to them takes
     * @param digestHour when their daily e-mail comes unless they choose; none where nobody set it
     */
    public record Behind(Map<Category, Set<Route>> closed, Optional<LocalTime> digestHour) {}

    private record Place(
            @Nullable UUID territory,
            @Nullable UUID town,
            @Nullable UUID school,
            @Nullable LocalTime hour) {
        Stream<UUID> widestFirst() {
            return Stream.of(Optional.ofNullable(territory), Optional.ofNullable(town), Optional.ofNullable(school))
                    .flatMap(Optional::stream);
        }
    }

    /** What holds where a message stands; each place may be none. */
    public Future<RouteLayers> at(@Nullable UUID territory, @Nullable UUID town, @Nullable UUID school) {
        var place = new Place(territory, town, school, null);
        return rules(place.widestFirst().toList()).map(rules -> layers(place, rules));
    }

    /** What holds for a person, who may hear from several schools. */
    public Future<Behind> behind(UUID person) {
        return client.preparedQuery(PLACES).execute(Tuple.of(person)).compose(rows -> {
            var places = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new Place(
                            row.getUUID("territory_id"),
                            row.getUUID("town_id"),
                            row.getUUID("school_id"),
                            row.getLocalTime("hour")))
                    .toList();
            var ids = places.stream().flatMap(Place::widestFirst).distinct().toList();
            return rules(ids).map(rules -> behind(places, rules));
        });
    }

    private static Behind behind(List<Place> places, Map<UUID, Map<Category, Set<Route>>> rules) {
        var all = places.stream().map(place -> layers(place, rules)).toList();
        var closed = new EnumMap<Category, Set<Route>>(Category.class);
        for (Category category : Category.values()) {
            closed.put(category, everywhere(all, category));
        }
        var hour = places.stream()
                .map(Place::hour)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(LocalTime::compareTo);
        return new Behind(closed, hour);
    }

    private static Set<Route> everywhere(List<RouteLayers> all, Category category) {
        return all.stream()
                .map(layers -> layers.closed(category))
                .reduce((one, other) -> {
                    var both = new HashSet<>(one);
                    both.retainAll(other);
                    return both;
                })
                .orElse(Set.of());
    }

    private static RouteLayers layers(Place place, Map<UUID, Map<Category, Set<Route>>> rules) {
        return new RouteLayers(
                place.widestFirst().map(id -> rules.getOrDefault(id, Map.of())).toList());
    }

    private Future<Map<UUID, Map<Category, Set<Route>>>> rules(Collection<UUID> places) {
        return client.preparedQuery(RULES)
                .execute(Tuple.tuple().addArrayOfUUID(places.toArray(UUID[]::new)))
                .map(rows -> {
                    var rules = new HashMap<UUID, Map<Category, Set<Route>>>();
                    rows.forEach(row -> rules.computeIfAbsent(
                                    row.getUUID("place_id"), first -> new EnumMap<>(Category.class))
                            .put(
                                    Category.of(row.getString("category")),
                                    Arrays.stream(row.getArrayOfStrings("closed"))
                                            .map(Route::of)
                                            .collect(Collectors.toSet())));
                    return rules;
                });
    }
}
