package fr.preau.channels.reach;

import fr.preau.channels.conversation.Urgency;
import fr.preau.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * How long after a post each step of the ladder comes, by urgency: push, e-mail, SMS, then the printed list. The one place
 * where these delays are.
 *
 * <pre>
 *              push   e-mail   SMS                     list
 *   routine    0      4 h      only where nothing else 48 h
 *   important  0      30 min   4 h                     24 h
 *   urgent     0      0        5 min, 0 without push   2 h
 *   safety     0      0        0                       15 min
 * </pre>
 */
public record Ladder(Rungs routine, Rungs important, Rungs urgent, Rungs safety) {

    /**
     * The delays of one urgency. A push leaves at once.
     *
     * @param list when those who are left are listed, to be told on paper or called
     */
    public record Rungs(Duration email, Duration sms, Duration list) {
        /** No step comes before the one that it follows. */
        public Rungs {
            if (email.isNegative() || sms.compareTo(email) < 0 || list.compareTo(sms) < 0) {
                throw new IllegalArgumentException(
                        "a step must not come before the one before it: " + email + ", " + sms + ", " + list);
            }
        }

        Duration of(Route route) {
            return switch (route) {
                case PUSH -> Duration.ZERO;
                case EMAIL -> email;
                case SMS -> sms;
            };
        }

        private boolean noLaterThan(Rungs other) {
            return email.compareTo(other.email) <= 0
                    && sms.compareTo(other.sms) <= 0
                    && list.compareTo(other.list) <= 0;
        }
    }

    /** What presses more comes no later. */
    public Ladder {
        if (!safety.noLaterThan(urgent) || !urgent.noLaterThan(important) || !important.noLaterThan(routine)) {
            throw new IllegalArgumentException("what presses more must not come later");
        }
    }

    /** As the settings have it. */
    public static Ladder of(Settings.Reach reach) {
        return new Ladder(
                new Rungs(
                        reach.routineEmail(),
                        later(reach.routineEmail(), reach.importantSms()),
                        later(reach.routineList(), reach.importantList())),
                new Rungs(reach.importantEmail(), reach.importantSms(), reach.importantList()),
                new Rungs(Duration.ZERO, reach.urgentSms(), reach.urgentList()),
                new Rungs(Duration.ZERO, Duration.ZERO, reach.safetyList()));
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The delays of an urgency. */
    public Rungs of(Urgency urgency) {
        return switch (urgency) {
            case ROUTINE -> routine;
            case IMPORTANT -> important;
            case URGENT -> urgent;
            case SAFETY -> safety;
        };
    }

    /** The moments after a post at which something may become due, the first of them zero, in order. */
    public List<Duration> stages(Urgency urgency) {
        var rungs = of(urgency);
        return new ArrayList<>(new TreeSet<>(List.of(Duration.ZERO, rungs.email(), rungs.sms(), rungs.list())));
    }
}
