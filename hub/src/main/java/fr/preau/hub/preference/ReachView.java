package fr.preau.hub.preference;

import fr.preau.channels.board.Obstacle;
import fr.preau.channels.pause.OwnHours;
import fr.preau.channels.pause.PausePolicy;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Choice;
import fr.preau.channels.reach.Preferences;
import fr.preau.channels.reach.Route;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Masked;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.preference.Reaching.Chosen;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How to reach somebody, on the wire. Addresses are masked. */
record ReachView(
        List<RouteView> routes,
        List<CategoryView> categories,
        String digestHour,
        @Nullable Quiet quiet,
        boolean quietWeekend,
        Quiet pause,
        String language,
        List<Reaching.Child> children) {
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final LocalTime DIGEST_FIRST = LocalTime.of(7, 0);
    private static final LocalTime DIGEST_LAST = LocalTime.of(19, 30);
    private static final int CHOICES_MAX = 40;
    private static final int CHILDREN_MAX = 50;

    /** A route that the person has; {@code reason} says why it is stopped. */
    record RouteView(
            String route,
            @Nullable String address,
            @Nullable Integer devices,
            boolean stopped,
            @Nullable String reason,
            boolean confirmed) {

        private static RouteView of(Reaching.Address one) {
            return new RouteView(
                    one.route().code(),
                    Masked.of(one.route().code(), one.address()),
                    null,
                    one.stopped().isPresent(),
                    one.stopped()
                            .map(word -> Obstacle.of(one.route(), word).why().code())
                            .orElse(null),
                    one.confirmed());
        }
    }

    /**
     * A class of message, and what the person chose for it by each route.
     *
     * @param closed routes that it does not take whatever was chosen
     */
    record CategoryView(String category, boolean needed, List<String> closed, Map<String, String> choices) {}

    /** Hours of rest. */
    record Quiet(String evening, String morning) {
        Quiet(@Nullable String evening, @Nullable String morning) {
            this.evening = Fields.matching("quiet.evening", evening, TIME);
            this.morning = Fields.matching("quiet.morning", morning, TIME);
        }
    }

    /** One choice that a client asks for. */
    record ChoiceView(
            @Nullable String category,
            @Nullable String route,
            @Nullable String choice) {
        Chosen read() {
            var chosen = new Chosen(
                    constant("choices.category", Category.values(), Category::code, category),
                    constant("choices.route", Route.values(), Route::code, route),
                    constant("choices.choice", Choice.values(), Choice::code, choice));
            if (chosen.choice() == Choice.DIGEST && chosen.route() != Route.EMAIL) {
                throw Refused.field("choices.choice");
            }
            return chosen;
        }
    }

    /** What a client asks for: all of it, anew. */
    record Wish(
            @Nullable List<ChoiceView> choices,
            @Nullable String digestHour,
            @Nullable Quiet quiet,
            @Nullable Boolean quietWeekend,
            @Nullable String language,
            @Nullable List<UUID> callFirst) {
        Wish {
            choices = Fields.list("choices", choices, 0, CHOICES_MAX);
            choices.forEach(ChoiceView::read);
            ReachView.hour(digestHour);
            if (quiet != null && !OwnHours.fit(LocalTime.parse(quiet.evening()), LocalTime.parse(quiet.morning()))) {
                throw Refused.field("quiet.morning");
            }
            Fields.present("quietWeekend", quietWeekend);
            Fields.matching("language", language, LANGUAGE);
            callFirst = callFirst == null ? List.of() : Fields.list("callFirst", callFirst, 0, CHILDREN_MAX);
        }

        /** As it is kept: only what differs from the standard. */
        Reaching reaching() {
            return new Reaching(
                    Fields.present("language", language),
                    0,
                    List.of(),
                    Fields.present("choices", choices).stream()
                            .map(ChoiceView::read)
                            .filter(one -> one.choice() != Choice.ON)
                            .toList(),
                    Map.of(),
                    quiet == null ? null : LocalTime.parse(quiet.evening()),
                    quiet == null ? null : LocalTime.parse(quiet.morning()),
                    Fields.present("quietWeekend", quietWeekend),
                    LocalTime.parse(Fields.present("digestHour", digestHour)),
                    List.of());
        }
    }

    /** What a word stands for. */
    static <E> E constant(String field, E[] known, Function<E, String> code, @Nullable String word) {
        return Arrays.stream(known)
                .filter(one -> code.apply(one).equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.field(field));
    }

    /** An hour at which a daily e-mail may come. */
    static LocalTime hour(@Nullable String written) {
        var hour = LocalTime.parse(Fields.matching("digestHour", written, TIME));
        if (hour.isBefore(DIGEST_FIRST) || hour.isAfter(DIGEST_LAST)) {
            throw Refused.field("digestHour");
        }
        return hour;
    }

    static ReachView of(Reaching reaching, Profile profile, Preferences preferences, PausePolicy pause) {
        var evening = reaching.evening();
        var morning = reaching.morning();
        return new ReachView(
                routes(reaching),
                Preferences.categoriesOf(profile).stream()
                        .map(category -> category(profile, category, preferences))
                        .toList(),
                reaching.digestHour().toString(),
                evening == null || morning == null ? null : new Quiet(evening.toString(), morning.toString()),
                reaching.weekend(),
                new Quiet(
                        pause.hours().evening().toString(),
                        pause.hours().morning().toString()),
                reaching.language(),
                reaching.children());
    }

    private static List<RouteView> routes(Reaching reaching) {
        var routes = new ArrayList<RouteView>();
        if (reaching.devices() > 0) {
            routes.add(new RouteView(Route.PUSH.code(), null, reaching.devices(), false, null, true));
        }
        reaching.routes().stream().map(RouteView::of).forEach(routes::add);
        return routes;
    }

    private static CategoryView category(Profile profile, Category category, Preferences preferences) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (Route route : Route.values()) {
            choices.put(route.code(), preferences.wished(route, category).code());
        }
        return new CategoryView(
                category.code(),
                Preferences.needed(profile, category),
                PlaceReachView.codes(preferences.closed(category)),
                choices);
    }
}
