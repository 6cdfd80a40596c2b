package fr.preau.config;

import fr.preau.config.Settings.Reach;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code reach.*}: the delays of the ladder. */
final class ReachReader {
    private static final Pattern DELAY = Pattern.compile("(\\d{1,6})(s|m|h|d)?");
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final String ALLOWED = "a delay of at most 30d, such as 0, 30s, 5m, 4h or 2d";

    private final Reading in;

    ReachReader(Reading in) {
        this.in = in;
    }

    Reach read() {
        Reach reach = new Reach(
                delay("reach.routineEmail", Duration.ofHours(4)),
                delay("reach.routineList", Duration.ofHours(48)),
                delay("reach.importantEmail", Duration.ofMinutes(30)),
                delay("reach.importantSms", Duration.ofHours(4)),
                delay("reach.importantList", Duration.ofHours(24)),
                delay("reach.urgentSms", Duration.ofMinutes(5)),
                delay("reach.urgentList", Duration.ofHours(2)),
                delay("reach.safetyList", Duration.ofMinutes(15)),
                delay("reach.correctionWait", Duration.ofMinutes(1)));
        inOrder("reach.routineList", "reach.routineEmail", reach.routineEmail(), reach.routineList());
        inOrder("reach.importantEmail", "reach.importantSms", reach.importantEmail(), reach.importantSms());
        inOrder("reach.importantSms", "reach.importantList", reach.importantSms(), reach.importantList());
        inOrder("reach.urgentSms", "reach.urgentList", reach.urgentSms(), reach.urgentList());
        inOrder("reach.importantEmail", "reach.routineEmail", reach.importantEmail(), reach.routineEmail());
        inOrder("reach.urgentSms", "reach.importantSms", reach.urgentSms(), reach.importantSms());
        inOrder("reach.importantList", "reach.routineList", reach.importantList(), reach.routineList());
        inOrder("reach.urgentList", "reach.importantList", reach.urgentList(), reach.importantList());
        inOrder("reach.safetyList", "reach.urgentList", reach.safetyList(), reach.urgentList());
        return reach;
    }

    private void inOrder(String earlier, String later, Duration one, Duration other) {
        if (one.compareTo(other) > 0) {
            in.refuse(earlier, "at most " + later + ": a later step, or what presses less, never comes before");
        }
    }

    private Duration delay(String name, Duration standard) {
        return in.value(name, standard, ALLOWED, ReachReader::parse);
    }

    private static @Nullable Duration parse(String text) {
        Matcher parts = DELAY.matcher(text.strip());
        if (!parts.matches()) {
            return null;
        }
        long number = Long.parseLong(parts.group(1));
        String unit = parts.group(2);
        if (unit == null) {
            return number == 0 ? Duration.ZERO : null;
        }
        Duration delay = switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return delay.compareTo(LONGEST) <= 0 ? delay : null;
    }
}
