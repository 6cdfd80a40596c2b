package fr.preau.tests.network;

import java.util.EnumSet;
import java.util.Set;

/**
 * How the network is just now, on both ways of a connection.
 *
 * @param delayMillis how long each piece of data is under way
 * @param jitterMillis how much longer it may be, at random; pieces never overtake each other
 * @param bytesPerSecond how much passes towards the client; 0: as much as comes
 * @param swallowed ways on which everything disappears, while the connection seems to be open
 */
public record Weather(int delayMillis, int jitterMillis, int bytesPerSecond, Set<Way> swallowed) {
    /** A network that does nothing to what it carries. */
    public static final Weather FAIR = new Weather(0, 0, 0, Set.of());

    public Weather {
        if (delayMillis < 0 || jitterMillis < 0 || bytesPerSecond < 0) {
            throw new IllegalArgumentException("the weather counts from 0");
        }
        swallowed = Set.copyOf(swallowed);
    }

    public static Weather delayed(int millis, int jitterMillis) {
        return new Weather(millis, jitterMillis, 0, Set.of());
    }

    /** Narrow on the way to the client. */
    public static Weather narrow(int bytesPerSecond) {
        return new Weather(0, 0, bytesPerSecond, Set.of());
    }

    /** Half-open: these ways lead nowhere, and nobody is told. */
    public static Weather swallowing(Way first, Way... more) {
        return new Weather(0, 0, 0, EnumSet.of(first, more));
    }
}
