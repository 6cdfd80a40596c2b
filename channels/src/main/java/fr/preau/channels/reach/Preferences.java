package fr.preau.channels.reach;

import fr.preau.channels.people.Profile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a person wants to be reached, in layers: what law, town or school close, what the person chose for all messages, what
 * for one class of message. A no of any layer wins; nothing chosen is yes. Safety alerts ask nobody: they never come here.
 *
 * @param closed routes that a class of message does not take, as territory, town or school decided; see {@link RouteLayers}
 * @param general what was chosen for all messages
 * @param chosen what was chosen for a class of message
 */
public record Preferences(
        Map<Category, Set<Route>> closed, Map<Route, Choice> general, Map<Category, Map<Route, Choice>> chosen)
        implements Choices {
    /** What may come with the question for a signature: one route must stay open there. */
    private static final Set<Category> SIGNED = Set.of(Category.CLASS, Category.LIAISON, Category.NOTICE);

    public Preferences {
        var shut = new EnumMap<Category, Set<Route>>(Category.class);
        closed.forEach((category, routes) -> shut.put(category, Set.copyOf(routes)));
        closed = Map.copyOf(shut);
        general = Map.copyOf(general);
        var copy = new EnumMap<Category, Map<Route, Choice>>(Category.class);
        chosen.forEach((category, routes) -> copy.put(category, Map.copyOf(routes)));
        chosen = Map.copyOf(copy);
    }

    /** What holds in the end. */
    public Choice of(Route route, Category category) {
        return closed(category).contains(route) ? Choice.OFF : wished(route, category);
    }

    /** What the person alone would have. */
    public Choice wished(Route route, Category category) {
        var all = general.getOrDefault(route, Choice.ON);
        var one = chosen.getOrDefault(category, Map.of()).getOrDefault(route, Choice.ON);
        if (all == Choice.OFF || one == Choice.OFF) {
            return Choice.OFF;
        }
        return all == Choice.DIGEST || one == Choice.DIGEST ? Choice.DIGEST : Choice.ON;
    }

    /** What is not the person's to choose. */
    public Set<Route> closed(Category category) {
        return closed.getOrDefault(category, Set.of());
    }

    @Override
    public boolean allows(Route route, Category category) {
        return of(route, category) != Choice.OFF;
    }

    @Override
    public boolean digest(Category category) {
        return of(Route.EMAIL, category) == Choice.DIGEST;
    }

    /**
     * The classes of message that a profile gets, in the order in which they are shown. Families hear of their children and
     * the town; people at work of their work, whose staff room and inspection are no family's.
     */
    public static List<Category> categoriesOf(Profile profile) {
        return switch (profile) {
            case PUPIL -> List.of(Category.CLASS);
            case GUARDIAN ->
                List.of(
                        Category.CLASS,
                        Category.LIAISON,
                        Category.NOTICE,
                        Category.DIRECT,
                        Category.CANTEEN,
                        Category.TRANSPORT,
                        Category.CARE,
                        Category.EARLY_CHILDHOOD);
            case TEACHER, STAFF ->
                List.of(Category.CLASS, Category.LIAISON, Category.NOTICE, Category.DIRECT, Category.STAFF);
            case HEAD ->
                List.of(Category.LIAISON, Category.NOTICE, Category.DIRECT, Category.STAFF, Category.INSPECTION);
            case INSPECTOR -> List.of(Category.DIRECT, Category.INSPECTION);
            case OFFICER -> List.of(Category.CANTEEN, Category.TRANSPORT, Category.CARE, Category.EARLY_CHILDHOOD);
            case OPERATOR -> List.of();
        };
    }

    /** Whether the profile must keep a route open for this class of message. */
    public static boolean needed(Profile profile, Category category) {
        return profile == Profile.GUARDIAN && SIGNED.contains(category);
    }

    /**
     * Classes of message that must reach the profile and no longer would by any of the routes that the person has and might
     * choose; none where there is no such route.
     */
    public List<Category> silenced(Profile profile, Set<Route> has) {
        var silent = new ArrayList<Category>();
        for (Category category : categoriesOf(profile)) {
            var open = has.stream()
                    .filter(route -> !closed(category).contains(route))
                    .toList();
            boolean heard = open.isEmpty() || open.stream().anyMatch(route -> allows(route, category));
            if (needed(profile, category) && !heard) {
                silent.add(category);
            }
        }
        return List.copyOf(silent);
    }
}
