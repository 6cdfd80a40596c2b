package fr.preau.tests.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * 07:00, when the pause ends: what was written in it falls due over the spread, passes the hub's workers and then the
 * providers, and a part of those who were woken up open the app, each with a hello.
 */
final class Morning {
    private static final int SECONDS = 2 * 3_600;

    private final List<Curve> curves = new ArrayList<>();
    private double mostHellos;

    private Morning() {}

    /**
     * @param nodes that send
     * @param doors that take streams
     */
    static Morning of(Country country, double nodes, double doors, long seed) {
        Inputs in = country.in();
        Random random = new Random(seed);
        double due = country.plansADay() * in.of("morningShare");
        double[] shares = {country.pushes(), country.emails(), country.texts()};
        double total = country.messages();
        Line workers = new Line(nodes * in.of("sentPerSecond") * in.of("coresPerNode") / 2, random);
        Line[] providers = {
            new Line(in.of("pushRate"), random),
            new Line(in.of("emailRate"), random),
            new Line(in.of("smsRate"), random)
        };
        Line hellos =
                new Line(doors * in.of("coresPerNode") * in.of("useOfCores") * 1e6 / in.of("helloMicros"), random);
        double spread = in.of("spreadSeconds");
        double thinking = 0;
        for (int second = 0; second < SECONDS; second++) {
            double sent = workers.second(second < spread ? due * total / spread : 0);
            double woken = 0;
            for (int route = 0; route < providers.length; route++) {
                double served = providers[route].second(sent * shares[route] / total);
                woken += route == 0 ? served : 0;
            }
            thinking += woken * in.of("opensAfterPush");
            double come = thinking / in.of("opensAfterSeconds");
            thinking -= come;
            hellos.second(come);
        }
        Morning morning = new Morning();
        morning.mostHellos = hellos.most();
        String[] names = {"push", "e-mail", "SMS"};
        for (int route = 0; route < providers.length; route++) {
            List<Double> served = providers[route].served();
            morning.curves.add(new Curve(names[route], served, total(due * shares[route], served)));
        }
        morning.curves.add(new Curve("hellos", hellos.served(), hellos.served().getLast()));
        return morning;
    }

    /** What came is not exactly what was expected; all of it counts as all when the queue is empty in the end. */
    private static double total(double expected, List<Double> served) {
        return Math.abs(served.getLast() - expected) < 0.02 * expected ? served.getLast() : expected;
    }

    List<Curve> curves() {
        return curves;
    }

    /** Hellos that waited at the worst moment. */
    double mostHellos() {
        return mostHellos;
    }
}
