package fr.preau.tests.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A queue with servers, second by second: what comes in a second, what is served, what waits. First come, first served. */
final class Line {
    private final double perSecond;
    private final RandomGenerator random;
    private final List<Double> served = new ArrayList<>();
    private double waiting;
    private double most;
    private double sum;

    /** @param perSecond how many it serves in a second while some wait */
    Line(double perSecond, RandomGenerator random) {
        this.perSecond = perSecond;
        this.random = random;
    }

    /** One second in which about so many come (Poisson); how many were served in it. */
    double second(double expected) {
        waiting += poisson(expected);
        double now = Math.min(waiting, perSecond);
        waiting -= now;
        most = Math.max(most, waiting);
        sum += now;
        served.add(sum);
        return now;
    }

    /** How many have been served after each second. */
    List<Double> served() {
        return served;
    }

    /** The longest that the queue was. */
    double most() {
        return most;
    }

    double waiting() {
        return waiting;
    }

    /** The second in which this share of {@code all} was served; 0 when it never was. */
    int until(double share, double all) {
        return Curve.until(served, share * all);
    }

    /** For the large numbers of this model a normal of the same mean and variance does. */
    private double poisson(double mean) {
        return mean <= 0 ? 0 : Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
}
