package fr.preau.hub.pause;

import fr.preau.channels.pause.PausePolicy;
import fr.preau.channels.pause.QuietHours;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.PauseRule;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pause on the wire, either way: whom it holds for and when notices rest. Times are hours and minutes. */
record PauseView(
        @Nullable String profile,
        @Nullable String category,
        @Nullable Boolean enabled,
        @Nullable String evening,
        @Nullable String morning,
        @Nullable Boolean weekend,
        @Nullable Integer spreadMinutes,
        @Nullable Boolean publicHolidays,
        @Nullable Boolean schoolHolidays) {
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final int SPREAD_MAX = 120;

    PauseView {
        profile(profile);
        category(category);
        Fields.present("enabled", enabled);
        Fields.present("weekend", weekend);
        Fields.present("publicHolidays", publicHolidays);
        Fields.present("schoolHolidays", schoolHolidays);
        var from = LocalTime.parse(Fields.matching("evening", evening, TIME));
        if (!QuietHours.fit(from, LocalTime.parse(Fields.matching("morning", morning, TIME)))) {
            throw Refused.field("morning");
        }
        if (spreadMinutes == null || spreadMinutes < 0 || spreadMinutes > SPREAD_MAX) {
            throw Refused.field("spreadMinutes");
        }
    }

    static PauseView of(PausePolicy policy) {
        return of(null, null, policy);
    }

    static PauseView of(PauseRule rule) {
        var profile = rule.profile();
        var category = rule.category();
        return of(profile == null ? null : profile.code(), category == null ? null : category.code(), rule.policy());
    }

    private static PauseView of(@Nullable String profile, @Nullable String category, PausePolicy policy) {
        var hours = policy.hours();
        return new PauseView(
                profile,
                category,
                policy.enabled(),
                hours.evening().toString(),
                hours.morning().toString(),
                hours.weekend(),
                (int) hours.spread().toMinutes(),
                policy.publicHolidays(),
                policy.schoolHolidays());
    }

    PauseRule rule(UUID territory, @Nullable UUID school) {
        var hours = new QuietHours(
                LocalTime.parse(Fields.present("evening", evening)),
                LocalTime.parse(Fields.present("morning", morning)),
                Fields.present("weekend", weekend),
                Duration.ofMinutes(Fields.present("spreadMinutes", spreadMinutes)));
        return new PauseRule(
                territory,
                school,
                profile(profile),
                category(category),
                new PausePolicy(
                        Fields.present("enabled", enabled),
                        hours,
                        Fields.present("publicHolidays", publicHolidays),
                        Fields.present("schoolHolidays", schoolHolidays)));
    }

    /** The profile of a word from a client, or none. */
    static @Nullable Profile profile(@Nullable String word) {
        return word == null
                ? null
                : Arrays.stream(Profile.values())
                        .filter(known -> known.code().equals(word))
                        .findFirst()
                        .orElseThrow(() -> Refused.field("profile"));
    }

    /** The category of a word from a client, or none. */
    static @Nullable Category category(@Nullable String word) {
        return word == null
                ? null
                : Arrays.stream(Category.values())
                        .filter(known -> known.code().equals(word))
                        .findFirst()
                        .orElseThrow(() -> Refused.field("category"));
    }
}
